package com.callvault.messaging.event;

import com.callvault.common.event.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
class EventConfiguration {

    /** Events are for programs. Nobody waits for them but a commit of offsets, which asks for them by itself. */
    private static final Duration LINGER = Duration.ofMillis(100);

    @Bean
    KafkaEventLog eventLog(ProducerFactory<String, byte[]> producers) {
        return new KafkaEventLog(producers
                .copyWithConfigurationOverride(Map.of(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis()))
                .createProducer());
    }

    /** What this service writes; the commands' topic too, since it cannot run without. Existing topics stay as they are. */
    @Bean
    NewTopics chatTopics(TopicSettings settings) {
        return new NewTopics(
                topic(Topics.CHAT_EVENTS, settings),
                topic(Topics.CHAT_COMMANDS, settings),
                topic(Topics.deadLetter(Topics.CHAT_COMMANDS), settings),
                topic(Topics.POLICIES, settings),
                topic(Topics.deadLetter(Topics.POLICIES), settings));
    }

    private static NewTopic topic(String name, TopicSettings settings) {
        return TopicBuilder.name(name)
                .partitions(Topics.PARTITIONS)
                .replicas(settings.replication())
                .config(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        Topics.isCompacted(name)
                                ? TopicConfig.CLEANUP_POLICY_COMPACT
                                : TopicConfig.CLEANUP_POLICY_DELETE)
                .build();
    }
}
