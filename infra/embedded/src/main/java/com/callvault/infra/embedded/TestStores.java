package com.callvault.infra.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Real stores for tests: one set per JVM, in containers where a container engine runs, else embedded. They outlive every
 * Spring context of the JVM (whose consumers want to say good-bye to a broker that is still there) and go with the JVM.
 */
public final class TestStores {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(TestStores.class);
    private static final AtomicInteger databases = new AtomicInteger();

    private final String kafkaBootstrap;
    private final String jdbcServer;
    private final String jdbcUser;
    private final String jdbcPassword;
    private final String redisUri;

    private TestStores(
            String kafkaBootstrap, String jdbcServer, String jdbcUser, String jdbcPassword, String redisUri) {
        this.kafkaBootstrap = kafkaBootstrap;
        this.jdbcServer = jdbcServer;
        this.jdbcUser = jdbcUser;
        this.jdbcPassword = jdbcPassword;
        this.redisUri = redisUri;
    }

    private static final class Holder {
        static final TestStores SHARED = start();
    }

    /** The stores of this JVM; the first call starts them. */
    public static TestStores shared() {
        return Holder.SHARED;
    }

    public String kafkaBootstrap() {
        return kafkaBootstrap;
    }

    /** The database that is always there; tests that write better take a {@link #newDatabase}. */
    public String jdbcUrl() {
        return jdbcServer + "/postgres";
    }

    public String jdbcUser() {
        return jdbcUser;
    }

    public String jdbcPassword() {
        return jdbcPassword;
    }

    public String redisUri() {
        return redisUri;
    }

    /** Creates an empty database and returns its JDBC URL. */
    public String newDatabase() {
        var name = "test_" + databases.incrementAndGet();
        try (var connection = DriverManager.getConnection(jdbcUrl(), jdbcUser, jdbcPassword);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return jdbcServer + "/" + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates those of the topics that are missing; the broker makes none by itself. */
    public void createTopics(List<NewTopic> topics) {
        EmbeddedStores.createTopics(kafkaBootstrap, topics);
    }

    /** As {@link EmbeddedStores#awaitConsumers}: what is sent after this is read at once. */
    public void awaitConsumers(String group, int members) {
        EmbeddedStores.awaitConsumers(kafkaBootstrap, group, members, Duration.ofSeconds(60));
    }

    private static TestStores start() {
        QuietStores.install();
        if (DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("[stores] testcontainers: Kafka, PostgreSQL and Redis run in containers");
            return containers();
        }
        System.out.println("[stores] embedded: no container engine here, Kafka, PostgreSQL and Redis run as processes");
        return embedded();
    }

    private static TestStores embedded() {
        try {
            var folder = Files.createTempDirectory("callvault-test-");
            cleanUpAfterThisProcess(folder);
            var stores = EmbeddedStores.start(DataFolder.open(folder), Ports.free(), store -> {});
            var jdbcUrl = stores.database("postgres");
            return new TestStores(
                    stores.kafkaBootstrap(),
                    jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/')),
                    stores.jdbcUser(),
                    stores.jdbcPassword(),
                    stores.redisUri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * This process holds the other end of the watcher's input. However it ends, that closes, and the watcher ends the
     * servers; a shutdown hook would race Spring's, and not run after a kill.
     */
    private static void cleanUpAfterThisProcess(Path folder) throws IOException {
        var script = """
                trap '' INT TERM HUP
                cat > /dev/null
                kill -QUIT $(head -n 1 postgres/postmaster.pid)
                kill -KILL $(cat redis/redis.pid)
                for attempt in 1 2 3 4 5; do rm -rf "$PWD" && exit; sleep 1; done
                """;
        var watcher = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        log.debug("watched by {}", watcher.pid());
    }

    // Ryuk, the containers' own watcher, removes them when this JVM ends.
    @SuppressWarnings("resource")
    private static TestStores containers() {
        var kafka = new KafkaContainer("apache/kafka:4.2.1")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "4000")
                .withEnv("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "4000")
                .withEnv("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "500")
                .withEnv("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "500")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "4000");
        var postgres = new PostgreSQLContainer("postgres:18-alpine").withDatabaseName("postgres");
        var redis = new GenericContainer<>("redis:7-alpine")
                .withExposedPorts(6379)
                .withCommand("redis-server", "--appendonly", "yes", "--maxmemory-policy", "noeviction");
        List.of(kafka, postgres, redis).parallelStream().forEach(GenericContainer::start);
        return new TestStores(
                kafka.getBootstrapServers(),
                "jdbc:postgresql://%s:%d".formatted(postgres.getHost(), postgres.getMappedPort(5432)),
                postgres.getUsername(),
                postgres.getPassword(),
                "redis://%s:%d".formatted(redis.getHost(), redis.getMappedPort(6379)));
    }

    /** Three thousand lines of the broker would bury what a test says; each Spring context resets the levels. */
    private static final class QuietStores implements LoggerContextListener {

        static void install() {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                var quiet = new QuietStores();
                quiet.onReset(context);
                context.addListener(quiet);
            }
        }

        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            for (var name : List.of("kafka", "org.apache.kafka", "state.change.logger")) {
                context.getLogger(name).setLevel(Level.ERROR);
            }
            // It reports an absent engine as an error; what fails to start throws.
            context.getLogger("org.testcontainers").setLevel(Level.OFF);
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
