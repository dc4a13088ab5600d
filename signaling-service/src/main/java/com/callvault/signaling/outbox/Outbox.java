package com.callvault.signaling.outbox;

import com.callvault.common.event.Event;
import com.callvault.common.event.EventCodec;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.Uuids;
import com.callvault.signaling.store.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events that were decided and are not in Kafka yet. {@link #add} runs in the transaction that decides; {@link #send} as soon
 * as it has committed; a sweep sends what a crash left. A row is deleted once the broker has it, so a record may be written
 * twice, with the same id and bytes. The events of one call leave in order: whoever sends, sends all of them, under their locks.
 */
@Component
public class Outbox {
    /** Shorter than an idle transaction may last. */
    private static final Duration SENT_WITHIN = Duration.ofSeconds(4);

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final JdbcOperations operations;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KafkaOperations<String, byte[]> kafka;
    private final EventCodec codec = new EventCodec("/signaling-service");
    private final Clock clock;
    private final MeterRegistry meters;

    Outbox(
            JdbcOperations operations,
            TransactionTemplate transaction,
            KafkaOperations<String, byte[]> kafka,
            Clock clock,
            MeterRegistry meters) {
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
        this.transaction = transaction;
        this.kafka = kafka;
        this.clock = clock;
        this.meters = meters;
    }

    /** @param at when it happened, ms since the epoch */
    public void add(Pipeline writes, CallId call, String topic, UUID id, long at, Event event) {
        add(writes, call, call.toString(), topic, id, at, event);
    }

    /**
     * For what a call leaves in a conversation: keyed as what its people say there, with which it has one order.
     *
     * @param at when it happened, ms since the epoch
     */
    public void add(Pipeline writes, ConversationId conversation, String topic, UUID id, long at, Event event) {
        add(writes, line(conversation), conversation.value(), topic, id, at, event);
    }

    /**
     * For what is keyed by a person.
     *
     * @param at when it happened, ms since the epoch
     */
    public void add(Address person, String topic, UUID id, long at, Event event) {
        Pipeline writes = new Pipeline(operations);
        add(writes, line(person), person.value(), topic, id, at, event);
        writes.run();
    }

    /** What stands in place of the call where there is none: the events of one person leave in order as well. */
    static CallId line(Address person) {
        return new CallId(Uuids.named("outbox/" + person.value()));
    }

    static CallId line(ConversationId conversation) {
        return new CallId(Uuids.named("outbox/" + conversation.value()));
    }

    private void add(Pipeline writes, CallId line, String key, String topic, UUID id, long at, Event event) {
        writes.write(
                """
                insert into outbox (call, key, topic, id, type, at, data, written_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                line.value(),
                key,
                topic,
                id,
                EventCodec.typeOf(event.getClass()),
                at,
                EventCodec.json(event),
                clock.millis());
    }

    private record Row(long position, ProducerRecord<String, byte[]> message) {}

    private Row row(ResultSet rs, int i) throws SQLException {
        return new Row(
                rs.getLong("position"),
                codec.encode(
                        rs.getString("topic"),
                        rs.getString("key"),
                        rs.getObject("id", UUID.class),
                        Instant.ofEpochMilli(rs.getLong("at")),
                        rs.getString("type"),
                        rs.getBytes("data")));
    }

    /** Sends what there is of these calls. False when it could not: then it stays for the sweep. */
    boolean send(Collection<CallId> calls) {
        UUID[] ids = calls.stream().map(CallId::value).sorted().toArray(UUID[]::new);
        try {
            transaction.executeWithoutResult(status -> {
                Pipeline asks = new Pipeline(operations);
                // Lost with a crash it is sent again, which does no harm.
                asks.lightly();
                Pipeline.Answer<Row> waiting = asks.ask("""
                        select position, coalesce(key, call::text) as key, topic, id, type, at, data from outbox
                        where call = any (?) order by position for update""", this::row, (Object) ids);
                asks.run();
                List<Row> rows = waiting.list();
                if (!rows.isEmpty()) {
                    write(rows);
                    jdbc.sql("delete from outbox where position = any (?)")
                            .param(rows.stream().mapToLong(Row::position).toArray())
                            .update();
                }
            });
            return true;
        } catch (RuntimeException e) {
            meters.counter("callvault.signaling.outbox.failures").increment();
            log.warn("The events of {} calls wait in the outbox: {}", ids.length, e.toString());
            return false;
        }
    }

    private void write(List<Row> rows) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Row row : rows) {
            sent.add(kafka.send(row.message()));
        }
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(SENT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka took events", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not take events", e);
        }
    }

    /** The calls whose events have waited since before {@code writtenBefore}, the longest first. */
    List<CallId> waiting(long writtenBefore, int most) {
        return jdbc.sql("""
                        select call from (select call, min(position) as first from outbox where written_at < ? group by call) late
                        order by first limit ?""")
                .params(writtenBefore, most)
                .query((rs, i) -> new CallId(rs.getObject(1, UUID.class)))
                .list();
    }

    /** How long the oldest row has waited, in ms; 0 when there is none. */
    long oldestMs() {
        Long oldest = jdbc.sql("select min(written_at) from outbox")
                .query(Long.class)
                .optional()
                .orElse(null);
        return oldest == null ? 0 : Math.max(0, clock.millis() - oldest);
    }
}
