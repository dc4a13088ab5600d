package com.callvault.signaling.outbox;

import com.callvault.common.event.Topics;
import com.callvault.signaling.sweep.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.validation.annotation.Validated;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxConfiguration.TopicSettings.class)
class OutboxConfiguration {
    private static final Duration PAUSE = Duration.ofMillis(250);

    /**
     * How topics are made that do not exist yet.
     *
     * @param replication brokers that hold each record; default 1, in production 3
     */
    @Validated
    @ConfigurationProperties(prefix = "callvault.signaling.topics", ignoreUnknownFields = false)
    record TopicSettings(@Min(1) @DefaultValue("1") int replication) {}

    /** The topics that this service reads and writes. Those that exist are left as they are. */
    @Bean
    KafkaAdmin.NewTopics callTopics(TopicSettings settings) {
        return new KafkaAdmin.NewTopics(Stream.of(
                        Topics.CALLS_COMMANDS,
                        Topics.CALLS_EVENTS,
                        Topics.CALLS_RECORDS,
                        Topics.CALLS_QUALITY,
                        Topics.CHAT_COMMANDS,
                        Topics.POLICIES)
                .flatMap(topic -> Stream.of(
                        topic(topic, settings.replication(), Topics.isCompacted(topic)),
                        topic(Topics.deadLetter(topic), settings.replication(), false)))
                .toArray(NewTopic[]::new));
    }

    @Bean
    Sweep outboxSweep(OutboxSender sender, MeterRegistry meters) {
        return new Sweep("outbox", PAUSE, sender::sweep, meters);
    }

    private static NewTopic topic(String name, int replication, boolean compacted) {
        return TopicBuilder.name(name)
                .partitions(Topics.PARTITIONS)
                .replicas(replication)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE))
                .build();
    }
}
