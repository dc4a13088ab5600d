package com.callvault.signaling.account;

import com.callvault.common.id.Address;
import com.callvault.common.jws.Deletion;
import com.callvault.common.jws.Freshness;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.OriginSettings;
import com.callvault.signaling.call.CallDesk;
import com.callvault.signaling.departure.Departures;
import com.callvault.signaling.departure.Departures.Departure;
import com.callvault.signaling.device.Revoking;
import com.callvault.signaling.policy.Announcements;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes accounts. One transaction says that the address is gone, erases what is kept of the person here and tells the others by
 * the topic of policies. What follows outside of it is done at once and again for a while, where a crash came between: their
 * devices are locked out, their calls end, and what a request or command wrote that was under way is erased too.
 */
@Component
class Deleting {
    /** Longer than anything is under way: a token that another instance still believes, a command in the broker. */
    private static final Duration AGAIN_FOR = Duration.ofMinutes(10);

    private final Departures departures;
    private final Belongings belongings;
    private final Announcements announcements;
    private final Revoking revoking;
    private final CallDesk desk;
    private final OriginSettings origins;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deleting(
            Departures departures,
            Belongings belongings,
            Announcements announcements,
            Revoking revoking,
            CallDesk desk,
            OriginSettings origins,
            TransactionTemplate transaction,
            Clock clock) {
        this.departures = departures;
        this.belongings = belongings;
        this.announcements = announcements;
        this.revoking = revoking;
        this.desk = desk;
        this.origins = origins;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @throws WireException as {@link Deletion#verify}; {@code bad_signature} for another server; {@code clock_skew}; {@code
     *     account_deleted} for whoever was second
     */
    void delete(Caller caller, String jws) {
        Deletion deletion = Deletion.verify(jws, caller.address());
        if (!origins.isOurs(deletion.aud())) {
            throw new WireException(
                    ErrorCode.BAD_SIGNATURE,
                    "The deletion is for another server: its \"aud\" is not this one's origin.");
        }
        Freshness.PROOF.check(deletion.iat(), clock.instant());
        Departure departure = new Departure(caller.address(), clock.millis());
        transaction.executeWithoutResult(status -> {
            Announcements.Change change = announcements.begin(departure.address());
            departures.add(departure.address(), departure.at());
            belongings.erase(departure.address());
            announcements.announceDeparture(departure.address(), change, departure.at());
        });
        revoking.departed(departure, caller.device());
        desk.withdraw(caller.address());
    }

    void sweep() {
        departures.since(clock.millis() - AGAIN_FOR.toMillis()).forEach(departure -> {
            Address address = departure.address();
            transaction.executeWithoutResult(status -> belongings.erase(address));
            desk.withdraw(address);
        });
    }
}
