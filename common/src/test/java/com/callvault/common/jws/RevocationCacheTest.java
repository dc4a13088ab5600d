package com.callvault.common.jws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long what a store said is believed, with the clock in the test's hands. */
class RevocationCacheTest {
    private static final Address ANA = TestIdentity.number(1).address();
    private static final DeviceId PHONE = DeviceId.parse("11111111-1111-4111-8111-111111111111");
    private static final DeviceId LAPTOP = DeviceId.parse("22222222-2222-4222-8222-222222222222");
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Set<DeviceId> revoked = new HashSet<>();
    private long now;
    private int asked;
    private boolean away;
    private boolean deleted;
    private final RevocationCache cache = new RevocationCache(
            (owner, device) -> {
                asked++;
                if (away) {
                    throw new IllegalStateException("the store is away");
                }
                if (deleted) {
                    return Standing.DELETED;
                }
                return revoked.contains(device) ? Standing.REVOKED : Standing.GOOD;
            },
            () -> now);

    @Test
    void whoIsRevokedIsOutOnceTheAnswerIsNotFreshAnyMore() {
        assertThat(cache.isRevoked(ANA, PHONE)).isFalse();
        revoked.add(PHONE);
        pass(RevocationCache.FRESH.minus(MOMENT));
        assertThat(cache.isRevoked(ANA, PHONE)).isFalse();
        assertThat(asked).isEqualTo(1);
        pass(MOMENT);
        assertThat(cache.isRevoked(ANA, PHONE)).isTrue();
        assertThat(cache.isRevoked(ANA, LAPTOP)).isFalse();
    }

    @Test
    void whileTheStoreIsAwayNobodyIsBelievedForAMinute() {
        assertThat(cache.isRevoked(ANA, PHONE)).isFalse();
        away = true;
        pass(RevocationCache.MOST_AGE.minus(MOMENT));
        assertThat(cache.isRevoked(ANA, PHONE)).isFalse();
        pass(MOMENT);
        unknown(PHONE);
        assertThat(RevocationCache.MOST_AGE).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whomTheStoreWasNeverAskedAboutIsNotLetInWhileItIsAway() {
        away = true;
        unknown(PHONE);
        unknown(PHONE);
        assertThat(asked)
                .as("the second request did not wait for a store that is away")
                .isEqualTo(1);
        away = false;
        pass(Duration.ofSeconds(1));
        assertThat(cache.isRevoked(ANA, PHONE)).isFalse();
    }

    @Test
    void whoIsRevokedStaysSoWhateverTheStoreSaysLater() {
        cache.is(Standing.REVOKED, ANA, PHONE);
        pass(Duration.ofHours(1));
        away = true;
        assertThat(cache.isRevoked(ANA, PHONE)).isTrue();
    }

    @Test
    void ofADeletedAccountNoDeviceIsLetInEverAgain() {
        deleted = true;
        refused(PHONE, ErrorCode.ACCOUNT_DELETED);
        deleted = false;
        pass(Duration.ofHours(1));
        refused(PHONE, ErrorCode.ACCOUNT_DELETED);
        away = true;
        refused(PHONE, ErrorCode.ACCOUNT_DELETED);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void unknown(DeviceId device) {
        refused(device, ErrorCode.UNAVAILABLE);
    }

    private void refused(DeviceId device, ErrorCode code) {
        assertThatThrownBy(() -> cache.isRevoked(ANA, device))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
