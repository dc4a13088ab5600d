package com.callvault.signaling.call;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Topics;
import com.callvault.common.wire.ClientFrame;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Takes commands from Kafka, one after the other for each pair of people; the acknowledgements of a poll after them, together.
 * What it throws is for the error handler: what came before the record that it names is done.
 */
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
    void take(List<ConsumerRecord<String, byte[]>> messages) {
        List<Command.Call> acknowledgements = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            try {
                EventCodec.Received<Command.Call> received = EventCodec.decode(message, Command.Call.class);
                backlog.read(received.data());
                if (received.data().frame() instanceof ClientFrame.CallAck) {
                    acknowledgements.add(received.data());
                } else {
                    desk.command(received.id(), received.data());
                }
            } catch (RuntimeException e) {
                desk.acknowledge(acknowledgements);
                throw new BatchListenerFailedException("a command cannot be handled", e, message);
            }
        }
        desk.acknowledge(acknowledgements);
    }
}
