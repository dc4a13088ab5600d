package com.callvault.messaging.batch;

import com.callvault.common.deadletter.DeadLetters;
import com.callvault.messaging.delivery.LiveDelivery;
import com.callvault.messaging.event.EventLog;
import com.callvault.messaging.resync.Resync;
import com.callvault.messaging.store.ChatStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BatchSettings.class)
class BatchConfiguration {

    @Bean
    CommandBatch commandBatch(
            ChatStore store,
            EventLog eventLog,
            LiveDelivery delivery,
            Resync resync,
            MeterRegistry registry,
            Clock clock) {
        return new CommandBatch(store, eventLog, delivery, resync, new BatchMetrics(registry), clock);
    }

    @Bean
    CommandListener commandListener(CommandBatch batch) {
        return new CommandListener(batch);
    }

    @Bean
    CommonErrorHandler deadLetters(KafkaTemplate<String, byte[]> kafka, MeterRegistry registry) {
        return new DeadLetters(kafka, registry).errorHandler();
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer batchSize(BatchSettings settings) {
        return factory -> factory.updateConfigs(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.most()));
    }

    @Bean
    ContainerCustomizer<String, byte[], ConcurrentMessageListenerContainer<String, byte[]>> commandContainer(
            BatchSettings settings, Resync resync) {
        return container -> {
            container.setConcurrency(settings.consumers());
            ContainerProperties properties = container.getContainerProperties();
            // A commit is a request like any other and costs as much: at hundreds of batches a second, one for each
            // would
            // cost more than the batches do. Nobody waits for it.
            properties.setAckMode(ContainerProperties.AckMode.TIME);
            properties.setAckTime(settings.commitEvery().toMillis());
            properties.setSyncCommits(false);
            properties.setConsumerRebalanceListener(new Forgetful(resync));
        };
    }

    /** Watermarks of a partition that has gone reach its new owner, so nobody here can say any more who is behind. */
    private record Forgetful(Resync resync) implements ConsumerAwareRebalanceListener {
        @Override
        public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            resync.forget();
        }

        @Override
        public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            resync.forget();
        }
    }
}
