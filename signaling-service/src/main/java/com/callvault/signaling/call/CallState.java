package com.callvault.signaling.call;

import static com.fasterxml.jackson.annotation.JsonProperty.Access.WRITE_ONLY;

import com.callvault.common.event.CallRecord;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands. The ledger keeps it as JSON, with the {@link Call} and the version in columns of their own beside it;
 * members may be added and never change their meaning. Times are ms since the epoch; a time that is null is none. See {@code docs/call-states.md}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
public sealed interface CallState {

    /** Nobody has placed it. */
    @JsonTypeName("none")
    record None() implements CallState {}

    /** The ledger holds it. */
    sealed interface Known extends CallState {
        Call call();

        /** Rises by one with each change. */
        long version();

        /** The calling device. */
        Participant caller();

        /** The devices of the callee that are known to have the ring, whether or not they sound. */
        Set<DeviceId> heard();

        /** When a device of the callee first said that it rings. */
        @Nullable
        Long rangAt();
    }

    /** Not over. */
    sealed interface Live extends Known {}

    /**
     * @param attempt how often the ring was delivered again
     * @param ringAgainAt when it is owed again, and delivered to who has not heard
     * @param pushAt when a push is asked for; null once it was, or a device has heard
     * @param held what the caller may send at once and the callee gets with the acceptance
     * @param crossing the callee's own call to the caller, which this one has taken in
     */
    @JsonTypeName("ringing")
    record Ringing(
            @JsonProperty(access = WRITE_ONLY) Call call,
            @JsonProperty(access = WRITE_ONLY) long version,
            Participant caller,
            Set<DeviceId> heard,
            @Nullable Long rangAt,
            int attempt,
            long ringAgainAt,
            @Nullable Long pushAt,
            List<ClientFrame.Signal> held,
            @Nullable CallId crossing)
            implements Live {
        Ringing withCaller(Participant changed) {
            return changed.equals(caller) ? this : next(changed, heard, rangAt, attempt, ringAgainAt, pushAt, held);
        }

        /** A device has the ring: no push is needed for want of one. */
        Ringing withHeard(DeviceId device) {
            Set<DeviceId> all = with(heard, device);
            return all.equals(heard) && pushAt == null
                    ? this
                    : next(caller, all, rangAt, attempt, ringAgainAt, null, held);
        }

        Ringing sounding(Participant changed, DeviceId device, long now) {
            return next(changed, with(heard, device), now, attempt, ringAgainAt, null, held);
        }

        Ringing withHeld(List<ClientFrame.Signal> signals) {
            return next(caller, heard, rangAt, attempt, ringAgainAt, pushAt, signals);
        }

        Ringing again(int times, long at) {
            return next(caller, heard, rangAt, times, at, pushAt, held);
        }

        Ringing crossed(CallId other) {
            return new Ringing(call, version + 1, caller, heard, rangAt, attempt, ringAgainAt, pushAt, held, other);
        }

        Ringing pushed() {
            return next(caller, heard, rangAt, attempt, ringAgainAt, null, held);
        }

        private Ringing next(
                Participant changed,
                Set<DeviceId> all,
                @Nullable Long rang,
                int times,
                long again,
                @Nullable Long push,
                List<ClientFrame.Signal> signals) {
            return new Ringing(call, version + 1, changed, all, rang, times, again, push, signals, crossing);
        }
    }

    /**
     * @param callee the device that answered
     * @param gen the highest generation of peer connections that was offered
     * @param lookAt when to look whether both are still there
     * @param awaySince since when the call has had nobody to talk to
     * @param settleAt when to settle the ring (again); null once it is
     */
    @JsonTypeName("active")
    record Active(
            @JsonProperty(access = WRITE_ONLY) Call call,
            @JsonProperty(access = WRITE_ONLY) long version,
            Participant caller,
            Participant callee,
            Set<DeviceId> heard,
            @Nullable Long rangAt,
            String acceptance,
            long answeredAt,
            long gen,
            long lookAt,
            @Nullable Long awaySince,
            @Nullable Long settleAt)
            implements Live {
        Active with(Participant one, Participant other) {
            return one.equals(caller) && other.equals(callee)
                    ? this
                    : next(one, other, gen, lookAt, awaySince, settleAt);
        }

        Active passedOn(Participant one, Participant other, long offered) {
            return next(one, other, Math.max(gen, offered), lookAt, awaySince, settleAt);
        }

        Active lookAgain(long at, @Nullable Long since) {
            return next(caller, callee, gen, at, since, settleAt);
        }

        Active settleAgain(@Nullable Long at) {
            return next(caller, callee, gen, lookAt, awaySince, at);
        }

        private Active next(
                Participant one,
                Participant other,
                long offered,
                long look,
                @Nullable Long since,
                @Nullable Long settle) {
            return new Active(
                    call, version + 1, one, other, heard, rangAt, acceptance, answeredAt, offered, look, since, settle);
        }
    }

    /**
     * @param callee the device that had answered
     * @param told the device of the callee that is told the end in a frame of its own: it answered, or declined
     * @param reason as the caller reads it, were they open to it
     * @param endedBy who ended it; null where time did
     * @param settleAt when to settle the ring (again); null once it is
     * @param into the call that took this one in
     */
    @JsonTypeName("ended")
    record Ended(
            @JsonProperty(access = WRITE_ONLY) Call call,
            @JsonProperty(access = WRITE_ONLY) long version,
            Participant caller,
            @Nullable Participant callee,
            Set<DeviceId> heard,
            @Nullable DeviceId told,
            @Nullable Long rangAt,
            @Nullable Long answeredAt,
            long endedAt,
            EndReason reason,
            @Nullable Address endedBy,
            @Nullable Long settleAt,
            @Nullable CallId into)
            implements Known {
        Ended settleAgain(@Nullable Long at) {
            return new Ended(
                    call,
                    version + 1,
                    caller,
                    callee,
                    heard,
                    told,
                    rangAt,
                    answeredAt,
                    endedAt,
                    reason,
                    endedBy,
                    at,
                    into);
        }

        @Nullable
        Long durationMs() {
            return answeredAt == null ? null : (Long) (endedAt - answeredAt);
        }

        /** What both devices have said of media; none where nobody answered. */
        Stream<MediaFacts> media() {
            return callee == null ? Stream.of() : Stream.of(caller.facts(), callee.facts());
        }

        boolean everConnected() {
            return media().anyMatch(MediaFacts::everConnected);
        }

        /** Relayed where one of them says so: the other need not see it from its end. */
        CallRecord.@Nullable Path path() {
            return furthest(media().map(MediaFacts::path));
        }

        MediaFacts.@Nullable Carrier carrier() {
            return furthest(media().map(MediaFacts::carrier));
        }

        /** Until the slower of the two heard the other. */
        @Nullable
        Long firstSoundMs() {
            return furthest(media().map(MediaFacts::firstSoundMs));
        }

        private static <T extends Comparable<? super T>> @Nullable T furthest(Stream<@Nullable T> each) {
            return each.flatMap(Stream::ofNullable)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /** When this call needs something by itself; null when it does not. */
    static @Nullable Long dueAt(CallState state) {
        return switch (state) {
            case None none -> null;
            case Ringing ringing ->
                earliest(ringing.call().expiresAt(), earliest(ringing.ringAgainAt(), ringing.pushAt()));
            case Active active -> earliest(active.lookAt(), active.settleAt());
            case Ended ended -> ended.settleAt();
        };
    }

    /** More devices of one person than this are told the end by Redis alone. */
    int MOST_HEARD = 64;

    static Set<DeviceId> with(Set<DeviceId> devices, DeviceId more) {
        if (devices.contains(more) || devices.size() >= MOST_HEARD) {
            return devices;
        }
        // Sorted, so that the same state is the same bytes.
        Set<DeviceId> all = new TreeSet<>(devices);
        all.add(more);
        return Collections.unmodifiableSet(all);
    }

    private static long earliest(long one, @Nullable Long other) {
        return other == null ? one : Math.min(one, other);
    }
}
