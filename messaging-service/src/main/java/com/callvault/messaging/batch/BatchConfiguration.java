package com.callvault.messaging.batch;

import com.callvault.common.deadletter.DeadLetters;
import com.callvault.common.event.Polling;
import com.callvault.common.event.Topics;
import com.callvault.messaging.block.Blocks;
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
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BatchSettings.class)
class BatchConfiguration {

    @Bean
    CommandBatch commandBatch(
            ChatStore store,
            Blocks blocks,
            EventLog eventLog,
            LiveDelivery delivery,
            Resync resync,
            MeterRegistry registry,
            Clock clock) {
        return new CommandBatch(store, blocks, eventLog, delivery, resync, new BatchMetrics(registry), clock);
    }

    /**
     * Made by hand and not by an annotation: the framework's adapter for annotated methods asks for the position of each
     * partition that it is assigned, and a consumer that is closing while the group rebalances waits a minute for the answer.
     */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> commands(
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka,
            CommandBatch batch,
            BatchSettings settings,
            Resync resync,
            MeterRegistry registry) {
        ContainerProperties properties = new ContainerProperties(Topics.CHAT_COMMANDS);
        properties.setMessageListener(new CommandListener(batch));
        properties.setPollTimeout(Polling.TIMEOUT.toMillis());
        // A commit is a request like any other and costs as much: at hundreds of batches a second, one for each would
        // cost more than the batches do. Nobody waits for it.
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(settings.commitEvery().toMillis());
        properties.setSyncCommits(false);
        properties.setConsumerRebalanceListener(new Forgetful(resync));
        // Of the platform: a batch waits for PostgreSQL and Redis ten times, and a virtual thread pays for each wait.
        properties.setListenerTaskExecutor(new SimpleAsyncTaskExecutor());
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName("commands");
        container.setConcurrency(settings.consumers());
        container.setCommonErrorHandler(new DeadLetters(kafka, registry).errorHandler());
        return container;
    }

    /** An offset says that everything before it is done, and told: its commit waits until the broker has the events. */
    @Bean
    @SuppressWarnings("unchecked")
    DefaultKafkaConsumerFactoryCustomizer batchSize(BatchSettings settings, EventLog eventLog) {
        return factory -> {
            factory.updateConfigs(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.most()));
            ((DefaultKafkaConsumerFactory<String, byte[]>) factory)
                    .addPostProcessor(new ConfirmedCommits(eventLog::confirm));
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
