package com.callvault.infra.standalone;

import com.callvault.common.event.Topics;
import com.callvault.infra.embedded.EmbeddedStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Who runs the broker makes its topics; the services then find them, with leaders, when their first frame comes. */
public final class BrokerTopics {

    /** On a machine that does much else, Kafka takes its time with a few hundred new partitions. */
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(60);

    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

    private BrokerTopics() {}

    /**
     * Creates those that are missing and waits until all can be written to.
     *
     * @throws com.callvault.infra.embedded.StoresException if Kafka does not get there
     */
    public static void create(EmbeddedStores stores) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : Topics.ALL) {
            var topic = new NewTopic(name, Topics.PARTITIONS, (short) 1);
            topics.add(Topics.isCompacted(name) ? topic.configs(COMPACTED) : topic);
            topics.add(new NewTopic(Topics.deadLetter(name), Topics.PARTITIONS, (short) 1));
        }
        stores.createTopics(topics);
        stores.awaitLeaders(topics.stream().map(NewTopic::name).toList(), LEADERS_WITHIN);
    }
}
