package com.callvault.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A history, sorted into calls, devices and times at which something was broken. */
final class Timeline {

    /** When a device could be reached, and from when on no more. */
    record Interval(long from, long until) {}

    /** What was seen of one call. */
    record Call(
            String id,
            long placedAt,
            String caller,
            String callee,
            List<Seen.Rang> rang,
            List<Seen.Answered> answered,
            List<Seen.Ended> ended,
            List<Seen.Recorded> records) {

        /** When it ceased to ring: answered or over. For ever, where there is no record. */
        long ringsUntil() {
            return records.isEmpty()
                    ? Long.MAX_VALUE
                    : records.getFirst().answeredAt() > 0
                            ? records.getFirst().answeredAt()
                            : records.getFirst().at();
        }

        long endedAt() {
            return records.isEmpty() ? Long.MAX_VALUE : records.getFirst().at();
        }

        List<Seen.Rang> rangOn(String device) {
            return rang.stream().filter(one -> one.device().equals(device)).toList();
        }
    }

    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final Map<String, List<String>> devices = new LinkedHashMap<>();
    private final Map<String, List<Interval>> connections = new LinkedHashMap<>();
    private final List<Seen.Faulted> faults = new ArrayList<>();

    Timeline(List<Seen> history) {
        var sorted = history.stream().sorted(Comparator.comparingLong(Seen::at)).toList();
        for (var seen : sorted) {
            if (seen instanceof Seen.Placed placed) {
                calls.put(
                        placed.call(),
                        new Call(
                                placed.call(),
                                placed.at(),
                                placed.device(),
                                placed.callee(),
                                new ArrayList<>(),
                                new ArrayList<>(),
                                new ArrayList<>(),
                                new ArrayList<>()));
            }
        }
        var open = new LinkedHashMap<String, Long>();
        for (var seen : sorted) {
            switch (seen) {
                case Seen.Device device ->
                    devices.computeIfAbsent(device.person(), person -> new ArrayList<>())
                            .add(device.device());
                case Seen.Connected connected -> open.put(connected.device(), connected.at());
                case Seen.Disconnected gone -> close(open, gone.device(), gone.at());
                case Seen.Placed placed -> {}
                case Seen.Rang rang -> ifKnown(rang.call(), call -> call.rang().add(rang));
                case Seen.Answered answered ->
                    ifKnown(answered.call(), call -> call.answered().add(answered));
                case Seen.Ended ended ->
                    ifKnown(ended.call(), call -> call.ended().add(ended));
                case Seen.Recorded recorded ->
                    ifKnown(recorded.call(), call -> call.records().add(recorded));
                case Seen.Faulted fault -> faults.add(fault);
            }
        }
        // What is still open at the end was so at the last thing that was seen.
        var last = sorted.isEmpty() ? 0 : sorted.getLast().at();
        List.copyOf(open.keySet()).forEach(device -> close(open, device, last));
    }

    Collection<Call> calls() {
        return calls.values();
    }

    List<String> devicesOf(String person) {
        return devices.getOrDefault(person, List.of());
    }

    List<Interval> connectionsOf(String device) {
        return connections.getOrDefault(device, List.of());
    }

    /** Whether something was broken in this time, or healing. */
    boolean isBroken(long from, long until, long healingMs) {
        return faults.stream().anyMatch(fault -> fault.at() <= until && fault.until() + healingMs >= from);
    }

    private void ifKnown(String id, Consumer<Call> then) {
        var call = calls.get(id);
        if (call != null) {
            then.accept(call);
        }
    }

    private void close(Map<String, Long> open, String device, long at) {
        var from = open.remove(device);
        if (from != null) {
            connections.computeIfAbsent(device, id -> new ArrayList<>()).add(new Interval(from, at));
        }
    }
}
