package com.callvault.chaos;

import com.callvault.client.Device;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One instance of signaling dies while calls ring; at once, half of them are answered and the callees of the others reload. */
final class SignalingKilled implements CallScenario {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(7);

    private final int ringing;

    SignalingKilled(int ringing) {
        this.ringing = ringing;
    }

    @Override
    public List<String> play(Stage stage) throws IOException, InterruptedException {
        var pairs = new ArrayList<RingingPair>();
        for (var i = 0; i < ringing; i++) {
            pairs.add(new RingingPair(
                    stage.join(Device.create(), Habits.EAGER), stage.join(Device.create(), Habits.EAGER)));
        }
        Stage.await("connected", WITHIN, () -> pairs.stream().allMatch(RingingPair::isConnected));
        stage.startAndAwait(pairs.stream()
                .map(pair -> (Stage.Scene) () -> pair.place(stage))
                .toList());
        Stage.await("every call rings", WITHIN, () -> pairs.stream().allMatch(RingingPair::rings));

        var instance = stage.cluster().parts("signaling").getFirst();
        var killedAt = History.now();
        stage.cluster().perform("kill", instance);
        System.out.printf("%s died while %d calls rang.%n", instance, pairs.size());
        var answered = Collections.synchronizedList(new ArrayList<Long>());
        var scenes = new ArrayList<Stage.Scene>();
        for (var i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            scenes.add(
                    i % 2 == 0
                            ? () -> {
                                if (pair.answer()) {
                                    answered.add(History.now() - killedAt);
                                }
                            }
                            : pair::bounce);
        }
        stage.startAndAwait(scenes);
        System.out.printf("Answered without it: %s%n", Verdict.quantiles("calls", answered));
        stage.cluster().perform("start", instance);
        stage.history().add(new Seen.Faulted(killedAt, History.now(), "signaling_killed", instance));
        stage.startAndAwait(pairs.stream().map(pair -> (Stage.Scene) pair::end).toList());

        var late = (pairs.size() + 1) / 2
                - answered.stream()
                        .filter(ms -> ms <= GOES_ON_WITHIN.toMillis())
                        .count();
        return late == 0
                ? List.of()
                : List.of("%d calls could not be answered within %s".formatted(late, GOES_ON_WITHIN));
    }
}
