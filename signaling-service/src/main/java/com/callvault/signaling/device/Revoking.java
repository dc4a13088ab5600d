package com.callvault.signaling.device;

import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.Freshness;
import com.callvault.common.jws.Revocation;
import com.callvault.common.jws.RevocationCache;
import com.callvault.common.jws.Standing;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.call.CallDesk;
import com.callvault.signaling.departure.Departures;
import com.callvault.signaling.departure.Departures.Departure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes devices, all of them where an account is deleted. The registry is written first and is the truth. The board follows at once, and by the sweep where it was
 * away, a crash came between, or it lost what it had: its last writes are written again for a while, and everything where it
 * was emptied.
 */
@Component
public class Revoking {
    /** Longer than a replica of the board can be behind when it takes over. */
    private static final Duration POSTED_AGAIN = Duration.ofMinutes(10);

    private static final int MOST_AT_ONCE = 500;
    private static final Logger log = LoggerFactory.getLogger(Revoking.class);

    private final Devices devices;
    private final Departures departures;
    private final RevocationBoard board;
    private final RevocationCache cache;
    private final CallDesk desk;
    private final Clock clock;
    private final AtomicLong sweptAt;

    Revoking(
            Devices devices,
            Departures departures,
            RevocationBoard board,
            RevocationCache cache,
            CallDesk desk,
            Clock clock,
            MeterRegistry meters) {
        this.devices = devices;
        this.departures = departures;
        this.board = board;
        this.cache = cache;
        this.desk = desk;
        this.clock = clock;
        this.sweptAt = new AtomicLong(clock.millis());
        // Above a minute, a device that was removed may still be in.
        meters.gauge("callvault.devices.revocations.behind.ms", this, each -> clock.millis() - each.sweptAt.get());
    }

    /**
     * @throws WireException as {@link Revocation#verify}; {@code clock_skew}; {@code bad_signature} for another device than
     *     {@code device}; {@code bad_state} for the caller's own, who could not undo it; {@code quota_exceeded}
     */
    void revoke(Caller caller, DeviceId device, String jws) {
        Revocation revocation = Revocation.verify(jws, caller.address());
        if (!revocation.device().equals(device)) {
            throw new WireException(ErrorCode.BAD_SIGNATURE, "The revocation is for another device.");
        }
        long now = clock.millis();
        Freshness.PROOF.check(revocation.iat(), clock.instant());
        if (device.equals(caller.device())) {
            throw new WireException(ErrorCode.BAD_STATE, "Remove this device from another one.");
        }
        if (!devices.revoke(caller.address(), device, jws, now)) {
            throw new WireException(ErrorCode.QUOTA_EXCEEDED, "You have had too many devices.");
        }
        cache.is(Standing.REVOKED, caller.address(), device);
        try {
            enforce(List.of(new Devices.Revoked(caller.address(), device, now)));
        } catch (RevocationBoard.Away e) {
            log.warn("A revocation waits for Redis: {}", e.toString());
        }
    }

    /** The account was deleted, by {@code device}: no device of the address gets in any more, and those that are in are closed. */
    public void departed(Departure departure, DeviceId device) {
        cache.is(Standing.DELETED, departure.address(), device);
        try {
            board.post(List.of(notice(departure)));
        } catch (RevocationBoard.Away e) {
            log.warn("A deletion waits for Redis: {}", e.toString());
        }
    }

    void sweep() {
        if (board.isComplete()) {
            long since = clock.millis() - POSTED_AGAIN.toMillis();
            enforce(devices.revokedSince(since));
            board.post(departures.since(since).stream().map(Revoking::notice).toList());
        } else if (!board.postAll(this::postEverything)) {
            return;
        }
        sweptAt.set(clock.millis());
    }

    /** The board first: a call that ends while its device is still let in could be placed again. */
    private void enforce(List<Devices.Revoked> revoked) {
        post(board, revoked);
        revoked.forEach(each -> desk.withdraw(each.owner(), each.device()));
    }

    private void postEverything(RevocationBoard empty) {
        Devices.@Nullable Revoked last = null;
        List<Devices.Revoked> page;
        do {
            page = devices.revokedAfter(last, MOST_AT_ONCE);
            post(empty, page);
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == MOST_AT_ONCE);
        @Nullable Departure lastDeparture = null;
        List<Departure> departed;
        do {
            departed = departures.after(lastDeparture, MOST_AT_ONCE);
            empty.post(departed.stream().map(Revoking::notice).toList());
            lastDeparture = departed.isEmpty() ? null : departed.getLast();
        } while (departed.size() == MOST_AT_ONCE);
    }

    private static RevocationBoard.Notice notice(Departure departure) {
        return new RevocationBoard.Notice(departure.address(), null, departure.at());
    }

    private static void post(RevocationBoard board, List<Devices.Revoked> revoked) {
        board.post(revoked.stream()
                .map(each -> new RevocationBoard.Notice(each.owner(), each.device(), each.at()))
                .toList());
    }
}
