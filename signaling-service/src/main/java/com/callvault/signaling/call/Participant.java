package com.callvault.signaling.call;

import com.callvault.common.id.DeviceId;

/**
 * A device that takes part in a call.
 *
 * @param n the highest {@code n} that was given to a frame for it
 * @param acked the highest that it has acknowledged
 * @param mediaDead whether its last report said that no media flows
 */
public record Participant(DeviceId device, long n, long acked, boolean mediaDead) {

    static Participant joined(DeviceId device) {
        return new Participant(device, 0, 0, false);
    }

    Participant sent(int frames) {
        return new Participant(device, n + frames, acked, mediaDead);
    }

    Participant acknowledged(long upTo) {
        return upTo <= acked ? this : new Participant(device, n, Math.min(n, upTo), mediaDead);
    }

    Participant reported(boolean dead) {
        return dead == mediaDead ? this : new Participant(device, n, acked, dead);
    }

    long unacknowledged() {
        return n - acked;
    }
}
