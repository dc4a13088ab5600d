package com.callvault.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.infra.embedded.StoresException.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoresIT {

    @TempDir
    Path temp;

    @Test
    void serversThatAKilledProcessLeftBehindAreEndedAndNothingIsLost() throws Exception {
        var folder = temp.resolve("with a space");
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                        LeftBehind.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            assertThat(output.lines().anyMatch("written"::equals)).isTrue();
            process.destroyForcibly().waitFor();
        }
        var postgres = Processes.find(folder.resolve("postgres/postmaster.pid"), folder.toString());
        var redis = Processes.find(folder.resolve("redis/redis.pid"), folder.toString());
        assertThat(postgres).as("PostgreSQL outlives the killed process").isPresent();
        assertThat(redis).as("Redis outlives the killed process").isPresent();

        try (var data = DataFolder.open(folder);
                var stores = EmbeddedStores.start(data, Ports.free(), store -> {})) {
            assertThat(Processes.find(folder.resolve("postgres/postmaster.pid"), folder.toString()))
                    .isNotEqualTo(postgres);
            assertThat(Processes.find(folder.resolve("redis/redis.pid"), folder.toString()))
                    .isNotEqualTo(redis);
            Written.assertIsThere(stores);
        }
        assertThat(Processes.find(folder.resolve("postgres/postmaster.pid"), folder.toString()))
                .isEmpty();
        assertThat(Processes.find(folder.resolve("redis/redis.pid"), folder.toString()))
                .isEmpty();
    }

    @Test
    void aStrangerWhoCarriesAnOldProcessIdIsLeftAlone() throws Exception {
        Files.createDirectories(temp.resolve("postgres"));
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(temp.resolve("postgres/postmaster.pid"), stranger.pid() + "\n");
            assertThat(Processes.find(temp.resolve("postgres/postmaster.pid"), temp.toString()))
                    .isEmpty();
            assertThat(Processes.find(temp.resolve("postgres/postmaster.pid"), "sleep"))
                    .isPresent();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aFolderBelongsToOneProcess() {
        try (var first = DataFolder.open(temp)) {
            assertThat(first.root()).isEqualTo(temp.toAbsolutePath());
            assertThatThrownBy(() -> DataFolder.open(temp))
                    .isInstanceOfSatisfying(
                            StoresException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DATA_IN_USE));
        }
        DataFolder.open(temp).close();
    }

    @Test
    void aFolderOfAnotherVersionIsLeftAsItIs() throws IOException {
        Files.writeString(temp.resolve("version"), "999\n");
        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOfSatisfying(
                        StoresException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DATA_OF_OTHER_VERSION));
        assertThat(temp.resolve("version")).hasContent("999");
    }

    /** One thing in each store. */
    record Written() {

        private static final String TOPIC = "test.written";

        static void write(EmbeddedStores stores) throws Exception {
            stores.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", stores.kafkaBootstrap(), "acks", "all"),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
            }
            try (var connection = DriverManager.getConnection(
                            stores.database("written"), stores.jdbcUser(), stores.jdbcPassword());
                    var statement = connection.createStatement()) {
                statement.execute("create table written (value text)");
                statement.execute("insert into written values ('value')");
            }
            assertThat(redis(stores, "SET written value")).isEqualTo("+OK");
            // What Redis fsyncs every second is in the kernel's hands before it answers: a killed process loses
            // nothing.
        }

        static void assertIsThere(EmbeddedStores stores) throws Exception {
            try (var consumer = new KafkaConsumer<>(
                    Map.<String, Object>of("bootstrap.servers", stores.kafkaBootstrap()),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                var partition = new TopicPartition(TOPIC, 0);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                assertThat(consumer.poll(Duration.ofSeconds(20)).records(partition))
                        .singleElement()
                        .satisfies(found -> assertThat(found.value()).isEqualTo("value"));
            }
            try (var connection = DriverManager.getConnection(
                            stores.database("written"), stores.jdbcUser(), stores.jdbcPassword());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select value from written")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("value");
            }
            assertThat(redis(stores, "STRLEN written")).isEqualTo(":5");
        }

        private static String redis(EmbeddedStores stores, String command) throws IOException {
            var uri = URI.create(stores.redisUri());
            try (var socket = new Socket(InetAddress.ofLiteral(uri.getHost()), uri.getPort())) {
                socket.getOutputStream()
                        .write("AUTH %s\r\n%s\r\n"
                                .formatted(uri.getUserInfo().substring(1), command)
                                .getBytes(StandardCharsets.US_ASCII));
                var answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                assertThat(answers.readLine()).isEqualTo("+OK");
                return String.valueOf(answers.readLine());
            }
        }
    }
}
