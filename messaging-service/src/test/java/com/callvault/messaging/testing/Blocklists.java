package com.callvault.messaging.testing;

import static org.awaitility.Awaitility.await;

import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Policy;
import com.callvault.common.event.PolicyChanged;
import com.callvault.common.event.Topics;
import com.callvault.common.id.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** In place of signaling: says who has blocked whom, and waits until the service knows. */
public final class Blocklists {
    private static final EventCodec CODEC = new EventCodec("/signaling-service");

    private final StandInNode node;
    private final Service service;
    private final AtomicLong revision = new AtomicLong();

    public Blocklists(StandInNode node, Service service) {
        this.node = node;
        this.service = service;
    }

    /** From now on {@code owner} has blocked these and nobody else. */
    public void blocks(Person owner, Person... others) {
        List<Address> blocked = Stream.of(others).map(Person::address).sorted().toList();
        node.write(policy(owner, blocked));
        awaitBlocked(owner, blocked.toArray(Address[]::new));
    }

    /** What is told when {@code owner} deletes their account. */
    public ProducerRecord<String, byte[]> departure(Person owner) {
        return policy(owner, List.of(), Instant.now().toEpochMilli());
    }

    public ProducerRecord<String, byte[]> policy(Person owner, List<Address> blocked) {
        return policy(owner, blocked, null);
    }

    private ProducerRecord<String, byte[]> policy(Person owner, List<Address> blocked, @Nullable Long deletedAt) {
        Instant now = Instant.now();
        return CODEC.encode(
                Topics.POLICIES,
                owner.address().value(),
                UUID.randomUUID(),
                now,
                new PolicyChanged(
                        owner.address(),
                        revision.incrementAndGet(),
                        now.toEpochMilli(),
                        new Policy(
                                "UTC",
                                new Policy.DoNotDisturb(false, null, List.of(), false),
                                new Policy.Hours(false, List.of(), null),
                                Policy.WhoMayRing.EVERYBODY,
                                Policy.UnknownCallers.RING,
                                Policy.StrangersLearn.NOTHING,
                                0,
                                true,
                                true),
                        blocked,
                        deletedAt));
    }

    public void awaitBlocked(Person owner, Address... blocked) {
        List<String> wanted = Stream.of(blocked).map(Address::value).sorted().toList();
        await("the blocklist of " + owner.address())
                .atMost(Duration.ofSeconds(60))
                .until(() -> blocked(owner).equals(wanted));
    }

    public List<String> blocked(Person owner) {
        return service.database()
                .sql("select address from messaging.blocked where owner = ? order by address collate \"C\"")
                .param(owner.address().value())
                .query((row, number) -> row.getString(1))
                .list();
    }
}
