package com.callvault.signaling.diagnostics;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** The two without which nothing goes on. */
@Component
final class Stores implements Diagnosed {
    private static final int ANSWER_WITHIN_MS = 2000;

    private final JdbcClient database;
    private final KafkaAdmin broker;
    private final Fresh<List<Check>> checks;

    Stores(JdbcClient database, KafkaAdmin broker, Clock clock) {
        this.database = database;
        this.broker = broker;
        this.checks = new Fresh<>(() -> List.of(database(), broker()), clock);
    }

    @Override
    public List<Check> checks() {
        return checks.get();
    }

    private Check database() {
        try {
            String version = database.sql("select current_setting('server_version')")
                    .query(String.class)
                    .single();
            return Check.ok("database", "PostgreSQL " + version);
        } catch (DataAccessException e) {
            return Check.failed(
                            "database",
                            "database_away",
                            "The database does not answer: calls can be neither placed nor answered.",
                            "See that PostgreSQL runs, and that spring.datasource.url, .username and .password are its own.")
                    .with(root(e));
        }
    }

    private Check broker() {
        Map<String, Object> settings = new HashMap<>(broker.getConfigurationProperties());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        try (Admin admin = Admin.create(settings)) {
            int brokers = admin.describeCluster().nodes().get().size();
            return Check.ok("broker", brokers == 1 ? "1 broker" : brokers + " brokers");
        } catch (ExecutionException | KafkaException e) {
            return Check.failed(
                            "broker",
                            "broker_away",
                            "The broker does not answer: nothing that people send gets further than the gateway.",
                            "See that Kafka runs, and that spring.kafka.bootstrap-servers names it as it advertises itself.")
                    .with(root(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
