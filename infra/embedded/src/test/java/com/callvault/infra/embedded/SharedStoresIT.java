package com.callvault.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class SharedStoresIT {

    private final TestStores stores = TestStores.shared();

    @Test
    void eachDatabaseIsNewAndDurable() throws Exception {
        var url = stores.newDatabase();
        assertThat(stores.newDatabase()).isNotEqualTo(url);
        try (var connection = DriverManager.getConnection(url, stores.jdbcUser(), stores.jdbcPassword());
                var statement = connection.createStatement()) {
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (var row = statement.executeQuery("show " + setting)) {
                    row.next();
                    assertThat(row.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
    }

    @Test
    void topicsAreCreatedOnce() throws Exception {
        var topics = List.of(new NewTopic("test.topics", 24, (short) 1));
        stores.createTopics(topics);
        stores.createTopics(topics);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stores.kafkaBootstrap()))) {
            var topic =
                    admin.describeTopics(List.of("test.topics")).allTopicNames().get();
            assertThat(topic.values())
                    .singleElement()
                    .satisfies(found -> assertThat(found.partitions()).hasSize(24));
        }
    }
}
