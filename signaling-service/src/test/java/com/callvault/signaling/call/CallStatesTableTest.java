package com.callvault.signaling.call;

import static com.callvault.signaling.call.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.MissedCall;
import com.callvault.common.event.PolicyDecision.Reason;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.call.CallInput.Obstacles;
import com.callvault.signaling.call.CallInput.Sender;
import com.callvault.signaling.policy.Decision;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the table in {@code docs/call-states.md} is a case here, and nothing else is. */
class CallStatesTableTest {
    private static final Path TABLE = Path.of("..", "docs", "call-states.md");
    private static final List<String> STATES =
            List.of("none", "ringing, unheard", "ringing", "active", "ended unanswered", "ended answered");
    private static final long NOW = PLACED_AT + 36_000;

    static final Map<String, Sender> SENDERS = Map.of(
            "calling device", BY_DESK,
            "caller's other", BY_ANNS_OTHER,
            "callee's phone", BY_PHONE,
            "callee's tablet", BY_TABLET,
            "callee's laptop", BY_LAPTOP,
            "stranger", BY_EVE);

    record Cell(String input, String by, String state, String expected) {
        @Override
        public String toString() {
            return input + " by " + by + " while " + state;
        }
    }

    static Stream<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            List<String> columns =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (columns.size() != STATES.size() + 4
                    || columns.get(1).equals("input")
                    || columns.get(1).startsWith("-")) {
                continue;
            }
            for (int i = 0; i < STATES.size(); i++) {
                cells.add(new Cell(columns.get(1), columns.get(2), STATES.get(i), columns.get(3 + i)));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theMachineDoesWhatTheTableSays(Cell cell) {
        Sender sender = SENDERS.get(cell.by());
        CallInput input = input(cell.input(), sender);
        CallState before = state(cell.state());
        long now = cell.input().equals("ring timeout") ? EXPIRES_AT : NOW;
        Transition transition = new CallMachine(TIMING).next(before, input, now);
        assertThat(told(before, transition)).isEqualTo(cell.expected());
        if (transition.state() instanceof CallState.Known known) {
            boolean changed = !known.equals(before);
            long version = before instanceof CallState.Known was ? was.version() : 0;
            assertThat(known.version()).isEqualTo(changed ? version + 1 : version);
        }
    }

    @Test
    void theTableHasEveryInputOfEverySender() throws IOException {
        List<String> rows = cells().map(cell -> cell.input() + " by " + cell.by())
                .distinct()
                .toList();
        for (String input : List.of("ringing", "accept", "reject", "end", "offer", "answer", "ack 1", "report")) {
            for (String sender : SENDERS.keySet()) {
                assertThat(rows).contains(input + " by " + sender);
            }
        }
        assertThat(rows)
                .contains(
                        "ring timeout by time",
                        "ring due by time",
                        "push due by time",
                        "both are here by time",
                        "nobody is here by time",
                        "settle due by time",
                        "settled by time",
                        "replaced by time",
                        "crossed by time",
                        "merged by time");
    }

    private static CallState state(String name) {
        return switch (name) {
            case "none" -> new CallState.None();
            case "ringing, unheard" -> unheard();
            case "ringing" -> ringing();
            case "active" -> active();
            case "ended unanswered" -> unanswered();
            case "ended answered" -> answered();
            default -> throw new IllegalArgumentException(name);
        };
    }

    static CallInput input(String name, @Nullable Sender sender) {
        return switch (name) {
            case "ring timeout" -> new CallInput.RingTimeout();
            case "ring due" -> new CallInput.RingDue();
            case "push due" -> new CallInput.PushDue(CallEvent.PushRequested.Cause.UNACKNOWLEDGED);
            case "both are here" -> new CallInput.Looked(true, true, true);
            case "nobody is here" -> new CallInput.Looked(false, false, true);
            case "routing is ill" -> new CallInput.Looked(false, false, false);
            case "settle due" -> new CallInput.SettleDue();
            case "settled" -> new CallInput.Settled();
            case "replaced" -> new CallInput.Replaced(BOB);
            case "crossed" -> new CallInput.Crossed(ANOTHER_CALL);
            case "merged" -> new CallInput.Merged(LOWER_CALL);
            default -> {
                if (sender == null) {
                    throw new IllegalArgumentException("the table names an unknown sender for " + name);
                }
                yield asked(name, sender);
            }
        };
    }

    private static CallInput.Asked asked(String name, Sender sender) {
        return switch (name) {
            case "init" -> init(sender, call(), Obstacles.NONE);
            case "init, other intent" -> init(sender, call("other"), Obstacles.NONE);
            case "init, old" -> init(sender, call(), new Obstacles(ErrorCode.STALE_INTENT, false, null, 0));
            case "init, jti used" -> init(sender, call(), new Obstacles(null, true, null, 0));
            case "init, device engaged" -> init(sender, call(), new Obstacles(null, false, ANOTHER_CALL, 0));
            case "init, over the limit" -> init(sender, call(), new Obstacles(null, false, null, 700));
            case "init, out of the broker too late" ->
                init(
                        sender,
                        new Call(
                                CALL,
                                ANN,
                                DESK,
                                BOB,
                                call().media(),
                                null,
                                "intent",
                                "hash",
                                "jti",
                                true,
                                true,
                                0,
                                1,
                                null,
                                null),
                        Obstacles.NONE);
            case "init, crossed by a higher call" -> new CallInput.Init(sender, call(), Obstacles.NONE, ANOTHER_CALL);
            case "init, crossed by a lower call" -> new CallInput.Init(sender, call(), Obstacles.NONE, LOWER_CALL);
            case "init, rings silently" ->
                init(sender, call(new Decision.Ring(Reason.UNKNOWN_CALLER, true), false), Obstacles.NONE);
            case "init, request" ->
                init(sender, call(new Decision.Request(Reason.UNKNOWN_CALLER), false), Obstacles.NONE);
            case "init, do not disturb" ->
                init(sender, call(new Decision.Refuse(Reason.DO_NOT_DISTURB, null), true), Obstacles.NONE);
            case "init, outside hours" ->
                init(sender, call(new Decision.Refuse(Reason.OUTSIDE_HOURS, "Back at nine"), true), Obstacles.NONE);
            case "init, not allowed" ->
                init(sender, call(new Decision.Refuse(Reason.CONTACT_NEVER, null), true), Obstacles.NONE);
            case "init, do not disturb, stranger" ->
                init(sender, call(new Decision.Refuse(Reason.DO_NOT_DISTURB, null), false), Obstacles.NONE);
            case "init, blocked" -> init(sender, call(new Decision.Block(Reason.BLOCKED), false), Obstacles.NONE);
            case "ringing" -> new CallInput.DeviceRinging(sender);
            case "accept" -> new CallInput.Accept(sender, "acceptance", "hash", null, null);
            case "accept, other intent" -> new CallInput.Accept(sender, "acceptance", "other", null, null);
            case "accept, device engaged" -> new CallInput.Accept(sender, "acceptance", "hash", ANOTHER_CALL, null);
            case "accept, replaces" -> new CallInput.Accept(sender, "acceptance", "hash", ANOTHER_CALL, ANOTHER_CALL);
            case "reject" -> new CallInput.Reject(sender, ClientFrame.CallReject.Reason.DECLINED);
            case "end" -> new CallInput.End(sender, EndReason.COMPLETED);
            case "end, no media" -> new CallInput.End(sender, EndReason.ICE_TIMEOUT);
            case "offer" -> new CallInput.Signal(sender, offer(2));
            case "answer" -> new CallInput.Signal(sender, answer(1));
            case "ack 1" -> new CallInput.Ack(sender, 1);
            case "ack 9" -> new CallInput.Ack(sender, 9);
            case "report" -> report(sender, "sneezed", "{}");
            case "report, connected" -> report(sender, "connected", "{}");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static CallInput.Init init(Sender sender, Call call, Obstacles obstacles) {
        return new CallInput.Init(sender, call, obstacles, null);
    }

    static String told(CallState before, Transition transition) {
        List<String> words = new ArrayList<>();
        Transition.Refusal refusal = transition.refusal();
        if (refusal != null) {
            words.add(refusal.code().wire());
            assertThat(refusal.retryAfterMs() > 0).isEqualTo(refusal.code().retryable());
        }
        if (!transition.state().getClass().equals(before.getClass())) {
            words.add("→ " + transition.state().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        } else if (!transition.state().equals(before)) {
            words.add("changes");
        }
        for (Effect effect : transition.effects()) {
            words.add(
                    switch (effect) {
                        case Effect.Send send -> name(send.device()) + " ← " + frame(send.frame());
                        case Effect.Ring ring -> "ring";
                        case Effect.Settle settle -> "settle";
                        case Effect.Remember remember -> "remember";
                        case Effect.Forget forget -> "forget " + name(forget.device()) + " " + forget.n();
                        case Effect.Engage engage -> "engage " + name(engage.device());
                        case Effect.Release release -> "release " + name(release.device());
                        case Effect.Replace replace -> "replace";
                        case Effect.Cross cross -> "cross";
                        case Effect.Merge merge -> "merge";
                        case Effect.Publish(CallEvent event) ->
                            "event " + event.getClass().getSimpleName();
                        case Effect.Conclude conclude ->
                            "record " + conclude.record().reason().wire();
                        case Effect.Leave(MissedCall missed) -> missed.unseen() == null ? "missed" : "missed, unseen";
                        case Effect.Measure measure -> "quality";
                    });
        }
        return words.isEmpty() ? "–" : String.join("; ", words);
    }

    private static String name(DeviceId device) {
        return Map.of(DESK, "desk", PHONE, "phone", TABLET, "tablet", LAPTOP, "laptop")
                .getOrDefault(device, "another");
    }

    private static String frame(ServerFrame.CallNotice frame) {
        JsonTypeName type = frame.getClass().getAnnotation(JsonTypeName.class);
        String name = (type == null ? "?" : type.value()) + " " + frame.n();
        return switch (frame) {
            case ServerFrame.CallProgress progress ->
                name + " " + progress.state().name().toLowerCase(java.util.Locale.ROOT);
            case ServerFrame.CallEnded ended -> name + " " + ended.reason().wire();
            default -> name;
        };
    }
}
