package com.callvault.signaling.call;

import com.callvault.common.id.DeviceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device that takes part in a call.
 *
 * @param n the highest {@code n} that was given to a frame for it
 * @param acked the highest that it has acknowledged
 * @param mediaDead whether its last report said that no media flows
 * @param media what it has said of media; null when nothing
 */
public record Participant(
        DeviceId device,
        long n,
        long acked,
        boolean mediaDead,
        @Nullable MediaFacts media) {

    static Participant joined(DeviceId device) {
        return new Participant(device, 0, 0, false, null);
    }

    Participant sent(int frames) {
        return new Participant(device, n + frames, acked, mediaDead, media);
    }

    Participant acknowledged(long upTo) {
        return upTo <= acked ? this : new Participant(device, n, Math.min(n, upTo), mediaDead, media);
    }

    /** @param flowing null where the report does not say */
    Participant reported(@Nullable Boolean flowing, MediaFacts said) {
        MediaFacts all = facts().with(said);
        return new Participant(
                device, n, acked, flowing == null ? mediaDead : !flowing, all.equals(MediaFacts.NONE) ? null : all);
    }

    MediaFacts facts() {
        return Objects.requireNonNullElse(media, MediaFacts.NONE);
    }

    long unacknowledged() {
        return n - acked;
    }
}
