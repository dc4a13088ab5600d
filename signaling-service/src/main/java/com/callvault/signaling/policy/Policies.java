package com.callvault.signaling.policy;

import com.callvault.common.event.Policy;
import com.callvault.common.event.PolicyDecision;
import com.callvault.common.id.Address;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.contact.Ringing;
import com.callvault.signaling.departure.Departures;
import com.callvault.signaling.store.Pipeline;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Policies as people have set them, and the one place that decides by them for all of somebody's devices. A call reads them in
 * the transaction that places it, so what was saved before is in force for it, on whatever instance. Times are ms since the
 * epoch.
 */
@Component
public class Policies {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Announcements announcements;
    private final Blocklist blocklist;
    private final Attempts attempts;
    private final Departures departures;
    private final PolicySettings settings;
    private final Clock clock;

    Policies(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Announcements announcements,
            Blocklist blocklist,
            Attempts attempts,
            Departures departures,
            PolicySettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.announcements = announcements;
        this.blocklist = blocklist;
        this.attempts = attempts;
        this.departures = departures;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param version rises with each change of the policy; 0 while nothing was ever set */
    record Stored(long version, Policy policy) {}

    /** What is stored about a call of the caller to the callee. */
    public record Found(
            Policy policy,
            boolean blocked,
            boolean departed,
            @Nullable Ringing contact) {}

    /** To be asked before {@link #screen}. */
    public Pipeline.Answer<Found> found(Pipeline asks, Address callee, Address caller) {
        return asks.ask(
                """
                select (select document from policy where owner = callee) as document,
                    (select ring from contact where owner = callee and address = caller) as ring,
                    exists (select 1 from blocked where owner = callee and address = caller) as blocked,
                    exists (select 1 from departed where address = callee) as departed
                from (values (?, ?)) as pair (callee, caller)""",
                (rs, i) -> new Found(
                        settings.read(rs.getString("document")),
                        rs.getBoolean("blocked"),
                        rs.getBoolean("departed"),
                        Ringing.of(rs.getString("ring"))),
                callee.value(),
                caller.value());
    }

    /** What the callee's policy says to a call that is placed now. Joins the caller's transaction. */
    public Screening screen(Found found, Address callee, Address caller, long now) {
        if (found.departed()) {
            return new Screening(false, false, new Decision.Block(PolicyDecision.Reason.ACCOUNT_DELETED));
        }
        Policy policy = found.policy();
        // Asked only where it can matter: most people never are in do not disturb.
        boolean mayBreakThrough = policy.doNotDisturb().secondCallRings() && Screening.isDoNotDisturb(policy, now);
        Long triedAt = mayBreakThrough ? attempts.lastUntaken(callee, caller, now) : null;
        return Screening.of(policy, new Screening.Caller(found.blocked(), found.contact(), triedAt), now);
    }

    /**
     * The callee has declined a call of the caller; one too many, and the caller is blocked. Joins the caller's transaction, in
     * which the call is over.
     */
    public void declined(Address callee, Address caller, boolean known, long now) {
        int most = of(callee).policy().blockAfterRejections();
        if (most > 0 && !known && !departures.contains(callee) && attempts.declined(callee, caller, now) >= most) {
            blocklist.add(callee, caller, Blocklist.By.REJECTIONS, now);
        }
    }

    /**
     * Whether {@code asker} may know when {@code asked} is online. Everything is looked at in each case, so that the reason for a no
     * shows in nothing.
     */
    public boolean tellsPresence(Address asked, Address asker) {
        return jdbc.sql("""
                        select (select document from policy where owner = :asked) as of_asked,
                            (select document from policy where owner = :asker) as of_asker,
                            exists (select 1 from contact where owner = :asked and address = :asker) as known,
                            exists (select 1 from blocked where owner = :asked and address = :asker) as blocked""")
                .param("asked", asked.value())
                .param("asker", asker.value())
                .query((rs, i) -> {
                    boolean asks = settings.read(rs.getString("of_asker")).showsPresence();
                    boolean shows = settings.read(rs.getString("of_asked")).showsPresence();
                    boolean known = rs.getBoolean("known");
                    boolean blocked = rs.getBoolean("blocked");
                    return known && !blocked && shows && asks;
                })
                .single();
    }

    Stored of(Address owner) {
        return jdbc.sql("select version, document from policy where owner = ?")
                .param(owner.value())
                .query((rs, i) -> new Stored(rs.getLong("version"), settings.read(rs.getString("document"))))
                .optional()
                .orElseGet(() -> new Stored(0, settings.read(null)));
    }

    /**
     * @param read the version that the change was made from; null to write over whatever there is
     * @throws WireException {@code conflict} when it was changed since
     */
    Stored put(Address owner, Policy policy, @Nullable Long read) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Announcements.Change change = announcements.begin(owner);
            if (read != null && read != change.version()) {
                throw new WireException(
                        ErrorCode.CONFLICT,
                        "The policy was changed elsewhere and is at version %d; read it again."
                                .formatted(change.version()));
            }
            jdbc.sql("update policy set document = ?, version = version + 1 where owner = ?")
                    .params(Json.write(policy), owner.value())
                    .update();
            announcements.announce(owner, change, clock.millis());
            return new Stored(change.version() + 1, policy);
        }));
    }
}
