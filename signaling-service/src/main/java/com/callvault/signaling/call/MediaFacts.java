package com.callvault.signaling.call;

import com.callvault.common.event.CallRecord;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one device has said of the media of a call, as far as the call's outcome, its record and an operator need it. What it has
 * not said is null.
 *
 * @param connected true once it has had a path to the other
 * @param path how its media went when it last connected
 * @param carrier what carries its packets: to the relay where it uses one, else to the other
 * @param firstSoundMs from the answer until it heard the other
 * @param candidates those that it gathered
 * @param errors what servers answered in place of a candidate, at most {@link #MOST_ERRORS}
 */
record MediaFacts(
        @Nullable Boolean connected,
        CallRecord.@Nullable Path path,
        @Nullable Carrier carrier,
        @Nullable Long firstSoundMs,
        @Nullable Candidates candidates,
        @Nullable List<IceError> errors) {
    static final int MOST_ERRORS = 8;
    static final MediaFacts NONE = new MediaFacts(null, null, null, null, null, null);

    /** The further down, the more had to be tried to get through. */
    enum Carrier {
        @JsonProperty("udp")
        UDP,
        @JsonProperty("tcp")
        TCP,
        @JsonProperty("tls")
        TLS
    }

    /** How many of each type. */
    record Candidates(int host, int srflx, int relay) {}

    /**
     * @param url as in {@code STUN_URLS} and {@code TURN_URLS}
     * @param code of STUN and TURN (RFC 8489, 8656), or 701: it could not be reached
     */
    record IceError(String url, int code) {}

    /** The newer word counts; but the first sound is heard once, and who was connected has been. */
    MediaFacts with(MediaFacts newer) {
        return new MediaFacts(
                newer.connected == null ? connected : newer.connected,
                newer.path == null ? path : newer.path,
                newer.carrier == null ? carrier : newer.carrier,
                firstSoundMs == null ? newer.firstSoundMs : firstSoundMs,
                newer.candidates == null ? candidates : newer.candidates,
                newer.errors == null ? errors : newer.errors);
    }

    boolean everConnected() {
        return connected != null;
    }

    List<IceError> allErrors() {
        return Objects.requireNonNullElse(errors, List.of());
    }
}
