package com.callvault.gateway.command;

import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import com.callvault.common.id.NodeId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
    /** Where nobody rings, a few milliseconds make one request of many messages. */
    private static final Duration CHAT_LINGER = Duration.ofMillis(7);

    /** What is not acknowledged is sent again after half a second; this is far from it, and many cost as much as one (ADR 28). */
    private static final Duration ACKNOWLEDGEMENT_LINGER = Duration.ofMillis(100);

    /**
     * A page tells how far it is once a second at most, so nobody sees this; alone, each would be a batch of its own, which costs
     * the services as much as one of many messages.
     */
    private static final Duration RECEIPT_LINGER = Duration.ofMillis(200);

    private static final EventCodec CODEC = new EventCodec("/gateway-service");

    @Bean
    KafkaCommandLog callCommands(KafkaProperties kafka, CommandSettings settings) {
        return log(Topics.CALLS_COMMANDS, settings.callsWithin(), Duration.ZERO, kafka, settings);
    }

    @Bean
    KafkaCommandLog callAcknowledgements(KafkaProperties kafka, CommandSettings settings) {
        return log(Topics.CALLS_COMMANDS, settings.callsWithin(), ACKNOWLEDGEMENT_LINGER, kafka, settings);
    }

    @Bean
    KafkaCommandLog chatCommands(KafkaProperties kafka, CommandSettings settings) {
        return log(Topics.CHAT_COMMANDS, settings.chatWithin(), CHAT_LINGER, kafka, settings);
    }

    @Bean
    KafkaCommandLog chatReceipts(KafkaProperties kafka, CommandSettings settings) {
        return log(Topics.CHAT_COMMANDS, settings.chatWithin(), RECEIPT_LINGER, kafka, settings);
    }

    @Bean
    Commands commands(
            NodeId node,
            KafkaCommandLog callCommands,
            KafkaCommandLog callAcknowledgements,
            KafkaCommandLog chatCommands,
            KafkaCommandLog chatReceipts,
            Clock clock,
            RandomGenerator random,
            CommandSettings settings,
            MeterRegistry registry) {
        return new Commands(
                node,
                callCommands,
                callAcknowledgements,
                chatCommands,
                chatReceipts,
                clock,
                random,
                settings.mostInFlight(),
                new CommandMetrics(registry));
    }

    private static KafkaCommandLog log(
            String topic, Duration within, Duration linger, KafkaProperties kafka, CommandSettings settings) {
        return new KafkaCommandLog(topic, CODEC, kafka.buildProducerProperties(), linger, within, settings.blockFor());
    }

    /** The topics that this service writes. Those that exist are left as they are. */
    @Bean
    KafkaAdmin.NewTopics commandTopics(CommandSettings settings) {
        return new KafkaAdmin.NewTopics(Stream.of(Topics.CALLS_COMMANDS, Topics.CHAT_COMMANDS)
                .flatMap(topic -> Stream.of(topic, Topics.deadLetter(topic)))
                .map(topic -> TopicBuilder.name(topic)
                        .partitions(Topics.PARTITIONS)
                        .replicas(settings.replication())
                        .build())
                .toArray(NewTopic[]::new));
    }

    @Bean
    WarmUp commandWarmUp(List<KafkaCommandLog> logs) {
        return new WarmUp(logs);
    }

    /** Kafka may be away when a node starts; then the first frames say so. */
    record WarmUp(List<KafkaCommandLog> logs) {
        @EventListener(ApplicationReadyEvent.class)
        void warmUp() {
            Thread.startVirtualThread(() -> {
                try {
                    logs.forEach(KafkaCommandLog::warmUp);
                } catch (KafkaException e) {
                    LoggerFactory.getLogger(WarmUp.class).warn("Kafka does not answer yet: {}", e.getMessage());
                }
            });
        }
    }
}
