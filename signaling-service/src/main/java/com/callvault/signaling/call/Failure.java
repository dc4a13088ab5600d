package com.callvault.signaling.call;

import com.callvault.common.wire.EndReason;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.MediaFacts.Candidates;
import com.callvault.signaling.call.MediaFacts.IceError;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why people who had answered did not get to talk, or not to the end, as far as their devices could tell. */
enum Failure {
    /** A relay refused the credentials. */
    CREDENTIALS,
    /** A relay had no room. */
    QUOTA,
    /** A server was not reached, and nobody had a relay. */
    UNREACHABLE,
    /** Nobody had a relay, and no server complained: there is none, or a filter is silent. */
    NO_RELAY,
    /** Both had what they need, and nothing got through. */
    NO_PATH,
    /** It flowed, and stopped. */
    INTERRUPTED,
    /** Devices that were gone from the server for too long. */
    GONE,
    /** A device gave up for a reason of its own: a proof that does not hold, or an error of the browser. */
    DEVICE;

    /** People hang up before a device gives up (30 s); before this they have changed their mind. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Set<Integer> REFUSED = Set.of(401, 403, 438, 441);
    private static final Set<Integer> FULL = Set.of(486, 508);
    static final int NOT_REACHED = 701;

    /** Null where the call did not fail, or was not answered. */
    static @Nullable Failure of(Ended ended) {
        if (ended.callee() == null) {
            return null;
        }
        return switch (ended.reason()) {
            case ICE_TIMEOUT -> INTERRUPTED;
            case LOST -> GONE;
            case FAILED -> DEVICE;
            case ICE_FAILED -> withoutPath(ended);
            default -> hungUpWithoutPath(ended) ? withoutPath(ended) : null;
        };
    }

    private static boolean hungUpWithoutPath(Ended ended) {
        Long durationMs = ended.durationMs();
        return ended.reason() == EndReason.COMPLETED
                && durationMs != null
                && durationMs >= PATIENCE.toMillis()
                && !ended.everConnected()
                && ended.media().anyMatch(each -> each.candidates() != null);
    }

    private static Failure withoutPath(Ended ended) {
        Set<Integer> codes = ended.media()
                .flatMap(each -> each.allErrors().stream())
                .map(IceError::code)
                .collect(Collectors.toSet());
        if (codes.stream().anyMatch(REFUSED::contains)) {
            return CREDENTIALS;
        }
        if (codes.stream().anyMatch(FULL::contains)) {
            return QUOTA;
        }
        boolean relayed = ended.media()
                .anyMatch(each -> each.candidates() != null && each.candidates().relay() > 0);
        if (relayed) {
            return NO_PATH;
        }
        return codes.contains(NOT_REACHED) ? UNREACHABLE : NO_RELAY;
    }

    /** As metrics and the log name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one line of the log, for who looks for what to repair: names and values, no address of anybody's network. */
    String line(Ended ended) {
        Call call = ended.call();
        Participant callee = ended.callee();
        return Stream.of(
                        Stream.of(
                                "call=" + shortened(call.id().toString()),
                                "reason=" + ended.reason().wire(),
                                "cause=" + word(),
                                "answeredForMs=" + ended.durationMs(),
                                "caller=" + call.from().shortened()),
                        side("caller", ended.caller()),
                        Stream.of("callee=" + call.to().shortened()),
                        callee == null ? Stream.<String>of() : side("callee", callee))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> side(String name, Participant participant) {
        MediaFacts facts = participant.facts();
        Candidates candidates = facts.candidates();
        String errors = facts.allErrors().stream()
                .map(error -> error.code() + "@" + error.url())
                .collect(Collectors.joining(","));
        return Stream.of(
                        "device=" + shortened(participant.device().toString()),
                        "connected=" + facts.everConnected(),
                        "candidates="
                                + (candidates == null
                                        ? "unknown"
                                        : "host:%d,srflx:%d,relay:%d"
                                                .formatted(candidates.host(), candidates.srflx(), candidates.relay())),
                        "errors=" + (errors.isEmpty() ? "none" : errors))
                .map(word -> name + "." + word);
    }

    /** Of a version 7 UUID all of its time: enough to find the record. */
    private static String shortened(String uuid) {
        return uuid.substring(0, 13) + "…";
    }
}
