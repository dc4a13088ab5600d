package com.callvault.messaging.block;

import com.callvault.common.event.EventCodec;
import com.callvault.common.event.PolicyChanged;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;

/** Takes policies from Kafka. What it throws is for the error handler. */
final class PolicyListener implements MessageListener<String, byte[]> {
    private final JdbcBlocks blocks;
    private final MeterRegistry registry;

    PolicyListener(JdbcBlocks blocks, MeterRegistry registry) {
        this.blocks = blocks;
        this.registry = registry;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        boolean news =
                blocks.take(EventCodec.decode(message, PolicyChanged.class).data());
        registry.counter("callvault.messaging.policies", "outcome", news ? "taken" : "repeat")
                .increment();
    }
}
