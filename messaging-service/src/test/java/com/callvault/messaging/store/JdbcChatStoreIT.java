package com.callvault.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.MessageKind;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.message.ChangeRules;
import com.callvault.messaging.message.MessageRules;
import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.watermark.Level;
import com.callvault.messaging.watermark.Watermark;
import com.callvault.messaging.watermark.WatermarkRules;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store alone, under more hands at once than any number of instances has. */
@SuppressWarnings("NullAway.Init")
class JdbcChatStoreIT {
    private static final int HANDS = 8;
    private static HikariDataSource database;
    private static ChatStore store;

    private final List<Address> people = IntStream.rangeClosed(1, 6)
            .mapToObj(i -> TestIdentity.random(new SecureRandom()).address())
            .toList();

    @BeforeAll
    static void open() {
        TestStores stores = TestStores.shared();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(stores.newDatabase());
        config.setUsername(stores.jdbcUser());
        config.setPassword(stores.jdbcPassword());
        config.setMaximumPoolSize(HANDS);
        database = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/messaging")
                .schemas("messaging")
                .defaultSchema("messaging")
                .load()
                .migrate();
        store = new JdbcChatStore(
                new ChatTables(new JdbcTemplate(database)),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                new ChangeRules(Duration.ofMinutes(15), Duration.ofDays(2)),
                Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void manyBatchesInTheSameConversationsAtOnceNeitherBlockEachOtherNorLeaveAHole() throws Exception {
        CyclicBarrier start = new CyclicBarrier(HANDS);
        List<Placed> placed = Collections.synchronizedList(new ArrayList<>());
        runByAllHands(hand -> {
            Random random = new Random(hand);
            start.await();
            for (int round = 0; round < 60; round++) {
                List<Submission> batch = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    batch.add(message(random, "hand " + hand));
                }
                // Some come twice, in the same batch or in one that runs at the same time elsewhere.
                batch.add(batch.get(random.nextInt(batch.size())));
                List<Placement> outcome = store.apply(batch, List.of()).placements();
                for (int i = 0; i < batch.size(); i++) {
                    placed.add(new Placed(batch.get(i), (Placement.Placed) outcome.get(i)));
                }
            }
            return hand;
        });

        Map<ConversationId, TreeSet<Long>> seqs = new HashMap<>();
        Map<ClientMessageId, Long> places = new HashMap<>();
        int fresh = 0;
        for (Placed each : placed) {
            seqs.computeIfAbsent(each.submission.pair().conversation(), any -> new TreeSet<>())
                    .add(each.placement.seq());
            Long other = places.put(each.submission.clientId(), each.placement.seq());
            assertThat(other == null || other == each.placement.seq())
                    .as("a repeat has the same place")
                    .isTrue();
            fresh += each.placement.fresh() ? 1 : 0;
        }
        seqs.values()
                .forEach(each -> assertThat(each)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, each.size()).boxed().toList()));
        assertThat(fresh).isEqualTo(places.size()).isEqualTo(HANDS * 60 * 12);
    }

    @Test
    void manyWhoSendTheSameAtOnceStoreItOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Submission same = message(new Random(round), "the same " + round);
            CyclicBarrier start = new CyclicBarrier(HANDS);
            List<Placement.Placed> outcomes = runByAllHands(hand -> {
                start.await();
                return (Placement.Placed)
                        store.apply(List.of(same), List.of()).placements().getFirst();
            });

            assertThat(outcomes)
                    .extracting(Placement.Placed::seq)
                    .containsOnly(outcomes.getFirst().seq());
            assertThat(outcomes)
                    .extracting(Placement.Placed::atMs)
                    .containsOnly(outcomes.getFirst().atMs());
            assertThat(outcomes).filteredOn(Placement.Placed::fresh).hasSize(1);
        }
    }

    @Test
    void aWatermarkMayCoverWhatItsOwnBatchStores() {
        Submission message = message(new Random(99), "hello");
        Address receiver = message.to();
        long next = ((Placement.Placed) store.apply(List.of(message), List.of())
                                .placements()
                                .getFirst())
                        .seq()
                + 1;
        Submission another = submission(message.from(), receiver, "and again");

        ChatStore.Applied applied = store.apply(
                List.of(another),
                List.of(watermark(receiver, message.from(), next), watermark(receiver, message.from(), next + 1)));

        assertThat(applied.levels().getFirst()).isInstanceOf(Level.Outcome.Stands.class);
        assertThat(applied.levels().getLast()).isInstanceOf(Level.Outcome.Refused.class);
    }

    private record Placed(Submission submission, Placement.Placed placement) {}

    private interface Hand<T> {
        T work(int number) throws Exception;
    }

    private static <T> List<T> runByAllHands(Hand<T> work) throws Exception {
        try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < HANDS; i++) {
                int hand = i;
                Callable<T> task = () -> work.work(hand);
                running.add(hands.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    private Submission message(Random random, String body) {
        int from = random.nextInt(people.size());
        int to = (from + 1 + random.nextInt(people.size() - 1)) % people.size();
        return submission(people.get(from), people.get(to), body);
    }

    private static Submission submission(Address from, Address to, String body) {
        ClientFrame.MsgSend frame = new ClientFrame.MsgSend(
                null, to, new ClientMessageId(UUID.randomUUID()), MessageKind.TEXT, body, null, null);
        return accepted(MessageRules.check(origin(from), 1, frame));
    }

    private static Watermark watermark(Address by, Address to, long upTo) {
        return accepted(WatermarkRules.check(
                origin(by), new ClientFrame.MsgDelivered(null, ConversationId.between(by, to), to, upTo)));
    }

    private static <T> T accepted(Checked<T> checked) {
        return switch (checked) {
            case Checked.Accepted<T>(T value) -> value;
            case Checked.Refused<T> refused -> throw new AssertionError("refused: " + refused);
        };
    }

    private static Origin origin(Address person) {
        return new Origin(person, new DeviceId(new UUID(0, 1)), new SessionId(new UUID(0, 2)), new NodeId("gw-1.a"));
    }
}
