package com.callvault.infra.cluster;

import com.callvault.infra.embedded.DataFolder;
import com.callvault.infra.embedded.EmbeddedStores;
import com.callvault.infra.embedded.Ports;
import com.callvault.infra.standalone.BrokerTopics;
import com.callvault.infra.standalone.Service;
import com.callvault.infra.standalone.Started;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kafka, PostgreSQL and Redis, with the topics and databases that the services find in them. */
final class StoresPart {

    static final String KAFKA = "kafka";
    static final String REDIS_URI = "redis.uri";
    static final String JDBC_USER = "jdbc.user";
    static final String JDBC_PASSWORD = "jdbc.password";
    private static final String DATABASE = "database.";
    private static final String PID_FILE = "pid-file.";
    private static final String START_COMMAND = "start-command.";

    private StoresPart() {}

    /** What others must know, by the names above. */
    static Map<String, String> start(Started started, Path folder, Ports ports) {
        var data = DataFolder.open(folder);
        started.add(data);
        var stores = EmbeddedStores.start(data, ports, store -> {});
        started.add(stores);
        BrokerTopics.create(stores);
        var told = new HashMap<>(Map.of(
                KAFKA, stores.kafkaBootstrap(),
                REDIS_URI, stores.redisUri(),
                JDBC_USER, stores.jdbcUser(),
                JDBC_PASSWORD, stores.jdbcPassword()));
        for (var service : List.of(Service.SIGNALING, Service.MESSAGING)) {
            told.put(DATABASE + service.id(), stores.database(service.id()));
        }
        stores.pidFiles().forEach((server, file) -> told.put(PID_FILE + server, file.toString()));
        stores.startCommands()
                .forEach((server, command) -> told.put(START_COMMAND + server, String.join("\n", command)));
        return told;
    }

    /** The JDBC URL of a service's database. */
    static String database(Map<String, String> told, Service service) {
        return told.getOrDefault(DATABASE + service.id(), "");
    }

    static Path pidFile(Map<String, String> told, String server) {
        return Path.of(told.getOrDefault(PID_FILE + server, ""));
    }

    static List<String> startCommand(Map<String, String> told, String server) {
        return told.getOrDefault(START_COMMAND + server, "").lines().toList();
    }
}
