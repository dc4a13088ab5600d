package com.callvault.infra.standalone;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/** The Kafka consumers of a service's context. */
public final class Consumers {

    private Consumers() {}

    /** How many there are, by the group that they are in. */
    public static Map<String, Integer> of(ApplicationContext context) {
        var found = new HashMap<String, Integer>();
        var annotated = context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainers().stream();
        var made = context.getBeansOfType(MessageListenerContainer.class).values().stream();
        Stream.concat(annotated, made).forEach(container -> {
            if (container instanceof ConcurrentMessageListenerContainer<?, ?> several) {
                found.merge(Objects.requireNonNull(several.getGroupId()), several.getConcurrency(), Integer::sum);
            }
        });
        return found;
    }
}
