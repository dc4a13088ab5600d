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
    private static final Duration CHAT_LINGER = Duration.ofMillis(5);

    private static final EventCodec CODEC = new EventCodec("/gateway-service");

    @Bean
    KafkaCommandLog callCommands(KafkaProperties kafka, CommandSettings settings) {
        return new KafkaCommandLog(
                Topics.CALLS_COMMANDS,
                CODEC,
                kafka.buildProducerProperties(),
                Duration.ZERO,
                settings.callsWithin(),
                settings.blockFor());
    }

    @Bean
    KafkaCommandLog chatCommands(KafkaProperties kafka, CommandSettings settings) {
        return new KafkaCommandLog(
                Topics.CHAT_COMMANDS,
                CODEC,
                kafka.buildProducerProperties(),
                CHAT_LINGER,
                settings.chatWithin(),
                settings.blockFor());
    }

    @Bean
    Commands commands(
            NodeId node,
            KafkaCommandLog callCommands,
            KafkaCommandLog chatCommands,
            Clock clock,
            RandomGenerator random,
            CommandSettings settings,
            MeterRegistry registry) {
        return new Commands(
                node, callCommands, chatCommands, clock, random, settings.mostInFlight(), new CommandMetrics(registry));
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
