package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Blocklists;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How PostgreSQL finds the rows, by its own counters. */
class PlansIT {
    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();

    @Test
    void everyQueryFindsItsRowsByAnIndexHoweverSmallTheTables() {
        Service.Setup setup = new Service.Setup(TestStores.shared().newDatabase()).withWordsAtOnce();
        // The migration reads whole tables. A connection publishes what it counted when it ends, or at its leisure.
        setup.start().close();
        try (Service service = setup.start();
                StandInNode node = new StandInNode()) {
            long wholeTables = scans(service, "seq_scan");
            long byIndex = scans(service, "idx_scan");
            for (int i = 0; i < 20; i++) {
                ServerFrame.MsgAck ack = node.say(anna, bert, "no. " + i);
                node.send(bert, new ClientFrame.MsgDelivered(null, ack.conversation(), anna.address(), ack.seq()));
                service.get(anna, "/api/conversations");
                service.get(anna, "/api/conversations/" + ack.conversation() + "/messages?after=" + i);
                service.get(anna, "/api/search?q=no");
                service.get(bert, "/api/search?q=" + i + "&conversation=" + ack.conversation());
                service.put(bert, "/api/conversations/" + ack.conversation() + "/settings", "{\"archived\":true}");
            }
            service.delete(anna, "/api/conversations/" + anna.with(bert));
            service.delete(bert, "/api/conversations/" + anna.with(bert));
            await("what both have deleted is erased")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> service.database()
                            .sql("select count(*) from messaging.message where conversation > 0 and body is not null")
                            .query(Long.class)
                            .single()
                            .equals(0L));

            node.write(new Blocklists(node, service).departure(anna));
            await("what she said is erased")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> service.database()
                            .sql("select done from messaging.departure where address = ?")
                            .param(anna.address().value())
                            .query(Boolean.class)
                            .optional()
                            .orElse(false));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(scans(service, "idx_scan")).isGreaterThan(byIndex + 100));
            assertThat(scans(service, "seq_scan")).isEqualTo(wholeTables);
        }
    }

    private static long scans(Service service, String kind) {
        return service.database()
                .sql("select sum(" + kind + ")::bigint from pg_stat_user_tables where schemaname = 'messaging' "
                        + "and relname in ('conversation', 'message', 'device_watermark', 'blocked', "
                        + "'search_block', 'member', 'erasure', 'departure')")
                .query((row, number) -> row.getLong(1))
                .single();
    }
}
