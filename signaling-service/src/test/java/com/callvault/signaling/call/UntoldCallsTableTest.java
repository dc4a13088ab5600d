package com.callvault.signaling.call;

import static com.callvault.signaling.call.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.PolicyDecision.Reason;
import com.callvault.common.wire.EndReason;
import com.callvault.signaling.policy.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the second table in {@code docs/call-states.md}: calls of which only their caller knows. */
class UntoldCallsTableTest {
    private static final Path TABLE = Path.of("..", "docs", "call-states.md");
    private static final List<String> STATES = List.of("blocked", "refused, stranger", "over");

    static Stream<CallStatesTableTest.Cell> cells() throws IOException {
        List<CallStatesTableTest.Cell> cells = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            List<String> columns =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (columns.size() != STATES.size() + 4
                    || columns.get(1).equals("input")
                    || columns.get(1).startsWith("-")) {
                continue;
            }
            for (int i = 0; i < STATES.size(); i++) {
                cells.add(new CallStatesTableTest.Cell(
                        columns.get(1), columns.get(2), STATES.get(i), columns.get(3 + i)));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theMachineDoesWhatTheTableSays(CallStatesTableTest.Cell cell) {
        CallState before = state(cell.state());
        CallInput input = CallStatesTableTest.input(cell.input(), CallStatesTableTest.SENDERS.get(cell.by()));
        long now = cell.input().equals("ring timeout") ? EXPIRES_AT : PLACED_AT + 36_000;
        Transition transition = new CallMachine(TIMING).next(before, input, now);
        assertThat(CallStatesTableTest.told(before, transition)).isEqualTo(cell.expected());
    }

    @Test
    void theTableIsThere() throws IOException {
        assertThat(cells().map(CallStatesTableTest.Cell::input).distinct())
                .contains("init", "ringing", "accept", "reject", "end", "offer", "ack 1", "report", "ring timeout")
                .contains("ring due", "push due", "settle due", "replaced");
    }

    private static CallState state(String name) {
        return switch (name) {
            case "blocked" -> untold(new Decision.Block(Reason.BLOCKED));
            case "refused, stranger" -> untold(new Decision.Refuse(Reason.DO_NOT_DISTURB, null));
            case "over" ->
                new CallState.Ended(
                        call(new Decision.Block(Reason.BLOCKED), false),
                        6,
                        new Participant(DESK, 2, 2, false, null),
                        null,
                        Set.of(),
                        null,
                        null,
                        null,
                        PLACED_AT + 2000,
                        EndReason.CANCELLED,
                        ANN,
                        null,
                        null);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static CallState.Ringing untold(Decision decision) {
        return new CallState.Ringing(
                call(decision, false),
                5,
                new Participant(DESK, 1, 1, false, null),
                Set.of(),
                null,
                1,
                PLACED_AT + 1500,
                null,
                List.of(offer(1), ice(1)),
                null);
    }
}
