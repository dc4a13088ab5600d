package com.callvault.messaging.batch;

import com.callvault.common.event.ChatInput;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.InvalidEventException;
import com.callvault.messaging.store.UnstorableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Takes commands from Kafka in batches. A record that nobody can handle ends its batch early: what came before it is done,
 * then it goes to the dead letters, and what comes after it is the next batch.
 */
final class CommandListener implements BatchMessageListener<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(CommandListener.class);

    private final CommandBatch batch;

    CommandListener(CommandBatch batch) {
        this.batch = batch;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        List<ChatInput> commands = new ArrayList<>(records.size());
        InvalidEventException poison = null;
        for (ConsumerRecord<String, byte[]> each : records) {
            try {
                commands.add(EventCodec.decode(each, ChatInput.class).data());
            } catch (InvalidEventException e) {
                poison = e;
                break;
            }
        }
        handle(records, commands);
        if (poison != null) {
            throw failed(poison, records.get(commands.size()));
        }
    }

    private void handle(List<ConsumerRecord<String, byte[]>> records, List<ChatInput> commands) {
        if (commands.isEmpty()) {
            return;
        }
        try {
            batch.handle(commands);
        } catch (UnstorableException e) {
            handleEach(records, commands);
        }
    }

    /** One of them cannot be stored, and nobody else shall suffer for it. */
    private void handleEach(List<ConsumerRecord<String, byte[]>> records, List<ChatInput> commands) {
        for (int i = 0; i < commands.size(); i++) {
            try {
                batch.handle(List.of(commands.get(i)));
            } catch (UnstorableException e) {
                log.error("A command passed the rules and the store refuses it: a rule is missing");
                batch.giveUp(commands.get(i));
                throw failed(new InvalidEventException("The store refuses this command."), records.get(i));
            }
        }
    }

    private static BatchListenerFailedException failed(
            InvalidEventException why, ConsumerRecord<String, byte[]> where) {
        return new BatchListenerFailedException("a record cannot be handled", why, where);
    }
}
