package com.callvault.signaling.policy;

import com.callvault.common.event.PolicyChanged;
import com.callvault.common.event.Topics;
import com.callvault.common.id.Address;
import com.callvault.common.id.Uuids;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.departure.Departures;
import com.callvault.signaling.outbox.Outbox;
import com.callvault.signaling.outbox.OutboxSender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the topic of policies is told, in the transaction of each change. Whoever changes a person's policy or blocklist begins
 * by locking that person's row: so changes come one after the other, and each announcement says all that held after its own.
 */
@Component
public class Announcements {
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final OutboxSender sender;
    private final PolicySettings settings;
    private final Departures departures;

    Announcements(JdbcClient jdbc, Outbox outbox, OutboxSender sender, PolicySettings settings, Departures departures) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.sender = sender;
        this.settings = settings;
        this.departures = departures;
    }

    /**
     * @param version of the policy, as this change found it
     * @param revision of all that is announced, as this change makes it
     */
    public record Change(long version, long revision) {}

    /**
     * Holds the person's row until the transaction ends.
     *
     * @throws WireException {@code account_deleted}, also where that was committed while this waited for the row: nothing may
     *     follow it on the topic
     */
    public Change begin(Address owner) {
        Change change = jdbc.sql("""
                        insert into policy (owner, version, revision) values (?, 0, 1)
                        on conflict (owner) do update set revision = policy.revision + 1
                        returning version, revision""")
                .param(owner.value())
                .query((rs, i) -> new Change(rs.getLong("version"), rs.getLong("revision")))
                .single();
        if (departures.contains(owner)) {
            throw new WireException(ErrorCode.ACCOUNT_DELETED, ErrorCode.ACCOUNT_DELETED.advice());
        }
        return change;
    }

    /** Tells what holds now, once the transaction has committed. */
    void announce(Address owner, Change change, long now) {
        String document = jdbc.sql("select document from policy where owner = ?")
                .param(owner.value())
                .query((rs, i) -> new Document(rs.getString(1)))
                .single()
                .text();
        List<Address> blocked = jdbc.sql("select address from blocked where owner = ? order by address collate \"C\"")
                .param(owner.value())
                .query((rs, i) -> new Address(rs.getString(1)))
                .list();
        tell(new PolicyChanged(owner, change.revision(), now, settings.read(document), blocked, null));
    }

    /** The last that is told of this person. Their row is gone with it. */
    public void announceDeparture(Address owner, Change change, long now) {
        jdbc.sql("delete from policy where owner = ?").param(owner.value()).update();
        tell(new PolicyChanged(owner, change.revision(), now, settings.read(null), List.of(), now));
    }

    private void tell(PolicyChanged changed) {
        Address owner = changed.address();
        outbox.add(
                owner,
                Topics.POLICIES,
                Uuids.named("policy/" + owner.value() + "/" + changed.revision()),
                changed.at(),
                changed);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                sender.send(owner);
            }
        });
    }

    private record Document(@Nullable String text) {}
}
