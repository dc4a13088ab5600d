package com.callvault.signaling.call;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes commands from Kafka, one after the other for each pair of people. What it throws is for the error handler. */
@Component
class CommandListener {
    private final CallDesk desk;
    private final Backlog backlog;

    CommandListener(CallDesk desk, Backlog backlog) {
        this.desk = desk;
        this.backlog = backlog;
    }

    @KafkaListener(
            id = "call-commands",
            idIsGroup = false,
            topics = Topics.CALLS_COMMANDS,
            containerFactory = "commandContainers")
    void take(ConsumerRecord<String, byte[]> message) {
        EventCodec.Received<Command.Call> received = EventCodec.decode(message, Command.Call.class);
        backlog.read(received.data());
        desk.command(received.id(), received.data());
    }
}
