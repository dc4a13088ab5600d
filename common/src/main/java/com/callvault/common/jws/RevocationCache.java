package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a store whether a device is revoked, or its account deleted, and not for every request. That somebody is neither is
 * believed for {@link #FRESH}, and while the store does not answer for up to {@link #MOST_AGE}; then nobody is let in whom the
 * store does not know (ADR 0014). That somebody is revoked or gone stays true. Thread-safe.
 */
public final class RevocationCache implements RevokedDevices {
    public static final Duration FRESH = Duration.ofSeconds(15);

    /** Below the minute in which a lost device must be out. */
    public static final Duration MOST_AGE = Duration.ofSeconds(45);

    /** A store that does not answer is not asked by every request: each would wait for it. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final int MOST_REMEMBERED = 100_000;
    private static final Logger log = LoggerFactory.getLogger(RevocationCache.class);

    private final Store store;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<Key, Answer> answers = new ConcurrentHashMap<>();
    private volatile long quietUntil;

    /** Where the answer is. */
    @FunctionalInterface
    public interface Store {
        /** @throws RuntimeException of any kind, when it does not answer */
        Standing standing(Address owner, DeviceId device);
    }

    private record Key(Address owner, DeviceId device) {}

    private record Answer(Standing standing, long at) {
        boolean isFinal() {
            return standing != Standing.GOOD;
        }
    }

    /** @param nanos a clock that only goes forward, {@code System::nanoTime} */
    public RevocationCache(Store store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
        this.quietUntil = nanos.getAsLong();
    }

    @Override
    public boolean isRevoked(Address owner, DeviceId device) {
        Key key = new Key(owner, device);
        long now = nanos.getAsLong();
        Answer known = answers.get(key);
        if (known != null && (known.isFinal() || now - known.at < FRESH.toNanos())) {
            return isRevoked(known.standing);
        }
        if (now - quietUntil >= 0) {
            Standing standing = ask(owner, device);
            if (standing != null) {
                remember(key, new Answer(standing, now));
                return isRevoked(standing);
            }
        }
        if (known != null && now - known.at < MOST_AGE.toNanos()) {
            return false;
        }
        throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
    }

    private @Nullable Standing ask(Address owner, DeviceId device) {
        try {
            return store.standing(owner, device);
        } catch (RuntimeException e) {
            quietUntil = nanos.getAsLong() + QUIET.toNanos();
            log.warn("Nobody says which devices are revoked: {}", e.toString());
            return null;
        }
    }

    private static boolean isRevoked(Standing standing) {
        if (standing == Standing.DELETED) {
            throw new WireException(ErrorCode.ACCOUNT_DELETED, ErrorCode.ACCOUNT_DELETED.advice());
        }
        return standing == Standing.REVOKED;
    }

    /** The device has just been revoked here, or its account deleted. */
    public void is(Standing standing, Address owner, DeviceId device) {
        remember(new Key(owner, device), new Answer(standing, nanos.getAsLong()));
    }

    private void remember(Key key, Answer answer) {
        if (answers.size() >= MOST_REMEMBERED) {
            answers.clear();
        }
        // An answer that was on its way while the device was revoked must not bring it back.
        answers.merge(key, answer, (before, now) -> before.isFinal() ? before : now);
    }
}
