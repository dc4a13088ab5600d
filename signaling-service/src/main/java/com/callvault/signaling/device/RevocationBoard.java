package com.callvault.signaling.device;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where gateways and the other services look who is revoked. It may lose everything at any moment. */
public interface RevocationBoard {

    /**
     * @param device null for every one that the owner has or will ever show: the account was deleted
     * @param at ms since the epoch
     */
    record Notice(Address owner, @Nullable DeviceId device, long at) {}

    /** It does not answer. */
    final class Away extends RuntimeException {
        public Away(Throwable cause) {
            super(cause);
        }
    }

    /** Whether it still has everything that it ever had. */
    boolean isComplete();

    /** Puts these up, and has their connections closed. A repeat changes nothing. */
    void post(List<Notice> notices);

    /**
     * Has everything put up again.
     *
     * @param writer posts all that there are
     * @return false when some of it may have been lost meanwhile: once more
     */
    boolean postAll(Consumer<RevocationBoard> writer);
}
