package com.callvault.infra.embedded;

import com.callvault.infra.embedded.StoresException.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, PostgreSQL and Redis on one data folder. {@link #close} stops them; it is for the owner to call it after
 * everything that uses them has stopped, and there is no shutdown hook that would race that.
 */
public final class EmbeddedStores implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStores.class);

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;

    private EmbeddedStores(EmbeddedKafka kafka, EmbeddedPostgres postgres, EmbeddedRedis redis) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.redis = redis;
    }

    /**
     * Starts all three at once and returns when all answer. Servers that a killed process left behind in this folder
     * are ended first.
     *
     * @param ready is told the name of each store when it is up, on the store's own thread
     * @throws StoresException if one does not start; the others are stopped again
     */
    public static EmbeddedStores start(DataFolder data, Ports ports, Consumer<String> ready) {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("store-", 0).factory())) {
            var postgres = threads.submit(
                    announced("PostgreSQL", ready, () -> EmbeddedPostgres.start(data, ports.postgres())));
            var redis = threads.submit(announced("Redis", ready, () -> EmbeddedRedis.start(data, ports.redis())));
            var kafka = threads.submit(announced(
                    "Kafka",
                    ready,
                    () -> EmbeddedKafka.start(data.resolve("kafka"), ports.kafka(), ports.kafkaController())));
            try {
                return new EmbeddedStores(get(kafka), get(postgres), get(redis));
            } catch (StoresException e) {
                for (Future<? extends AutoCloseable> store : List.of(kafka, postgres, redis)) {
                    closeIfStarted(store);
                }
                throw e;
            }
        }
    }

    public String kafkaBootstrap() {
        return kafka.bootstrap();
    }

    public String jdbcUser() {
        return EmbeddedPostgres.USER;
    }

    public String jdbcPassword() {
        return postgres.password();
    }

    public String jdbcUrl(String database) {
        return postgres.jdbcUrl(database);
    }

    /** Creates a database of this name where it is missing, and returns its JDBC URL. */
    public String database(String name) {
        try {
            return postgres.database(name);
        } catch (SQLException e) {
            throw new StoresException(Problem.STORE, "PostgreSQL refuses to create " + name, e);
        }
    }

    /** Contains the password: not for a log. */
    public String redisUri() {
        return redis.uri();
    }

    /** By the name of each server that is a process of its own: the file whose first line is its process id. */
    public Map<String, Path> pidFiles() {
        return Map.of("postgres", postgres.pidFile(), "redis", redis.pidFile());
    }

    /** By the same names: what starts such a server again, with what it finds in its folder, after it was killed. */
    public Map<String, List<String>> startCommands() {
        return Map.of("postgres", postgres.startCommand(), "redis", redis.startCommand());
    }

    /** Creates the topics that are missing. */
    public void createTopics(Collection<NewTopic> topics) {
        createTopics(kafka.bootstrap(), topics);
    }

    /**
     * Waits until every partition of these topics has a leader. A topic that was just created has none for a while, and who
     * writes to it until then is told that Kafka is away.
     */
    public void awaitLeaders(Collection<String> topics, Duration within) {
        long until = System.nanoTime() + within.toNanos();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            while (!haveLeaders(admin, topics)) {
                if (System.nanoTime() > until) {
                    throw new StoresException(
                            Problem.STORE,
                            "Kafka has no leaders for its topics after " + within.toSeconds() + " s",
                            null);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException(Problem.STORE, "interrupted while Kafka elects leaders", e);
        }
    }

    private static boolean haveLeaders(Admin admin, Collection<String> topics) throws InterruptedException {
        try {
            return admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            // Not created yet, or the controller is busy with others.
            log.debug("no leaders yet", e);
            return false;
        }
    }

    /**
     * Waits until a group of consumers has shared out its partitions. Until then a record lies unread, for seconds while
     * consumers that joined one after the other hand partitions on, and who sent it believes that nothing happens.
     *
     * @param members how many consumers there are, each for itself
     */
    public void awaitConsumers(String group, int members, Duration within) {
        awaitConsumers(kafka.bootstrap(), group, members, within);
    }

    /** As above, for the broker of another process. */
    public static void awaitConsumers(String bootstrap, String group, int members, Duration within) {
        long until = System.nanoTime() + within.toNanos();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            while (!isStable(admin, group, members)) {
                if (System.nanoTime() > until) {
                    throw new StoresException(
                            Problem.STORE,
                            "the consumers of %s have not shared out their partitions after %d s"
                                    .formatted(group, within.toSeconds()),
                            null);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException(Problem.STORE, "interrupted while consumers share out their partitions", e);
        }
    }

    private static boolean isStable(Admin admin, String group, int members) throws InterruptedException {
        try {
            var found = Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get();
            return found.groupState() == GroupState.STABLE && found.members().size() == members;
        } catch (ExecutionException e) {
            log.debug("no group {} yet", group, e);
            return false;
        }
    }

    static void createTopics(String bootstrap, Collection<NewTopic> topics) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            var existing = new HashSet<>(admin.listTopics().names().get());
            var missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            for (var created : admin.createTopics(missing).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new StoresException(Problem.STORE, "Kafka refuses to create the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException(Problem.STORE, "interrupted while Kafka creates the topics", e);
        }
    }

    @Override
    public void close() {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("store-stop-", 0).factory())) {
            for (var store : List.of(kafka, postgres, redis)) {
                threads.execute(() -> closeQuietly(store));
            }
        }
    }

    private static <T> Callable<T> announced(String name, Consumer<String> ready, Callable<T> start) {
        return () -> {
            var store = start.call();
            ready.accept(name);
            return store;
        };
    }

    private static <T> T get(Future<T> store) {
        try {
            return store.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoresException known) {
                throw known;
            }
            throw new StoresException(Problem.STORE, String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException(Problem.STORE, "interrupted while the stores started", e);
        }
    }

    private static void closeIfStarted(Future<? extends @Nullable AutoCloseable> store) {
        try {
            var started = store.get();
            if (started != null) {
                closeQuietly(started);
            }
        } catch (ExecutionException e) {
            log.debug("did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable store) {
        try {
            store.close();
        } catch (Exception e) {
            log.warn("a store did not stop as it should", e);
        }
    }
}
