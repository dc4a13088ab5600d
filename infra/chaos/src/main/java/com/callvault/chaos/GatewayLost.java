package com.callvault.chaos;

import com.callvault.client.Device;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One gateway has every connection, dies or drains, and the other takes them while calls ring: half of them were placed just
 * before, the others as soon as their callers are back. Both have served before, as those in operation have: a process that has
 * just started has yet to compile itself.
 */
final class GatewayLost implements CallScenario {

    private static final Duration CONNECT_WITHIN = Duration.ofMinutes(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
    private static final Duration RINGS_WITHIN = Duration.ofSeconds(40);
    private static final int CALLS = 50;
    private static final int CONNECTS_EVERY_MS = 5;

    /** How it goes. */
    enum How {
        KILLED("kill"),
        DRAINED("stop");

        private final String command;

        How(String command) {
            this.command = command;
        }
    }

    private final How how;
    private final int connections;

    GatewayLost(How how, int connections) {
        this.how = how;
        this.connections = Math.max(connections, 2 * CALLS);
    }

    @Override
    public List<String> play(Stage stage) throws IOException, InterruptedException {
        var gateways = stage.cluster().parts("gateway");
        for (var third : gateways.subList(2, gateways.size())) {
            stage.cluster().perform("stop", third);
        }
        var phones = connect(stage);
        gather(phones, gateways.getFirst().replace("gateway", "gw"));
        System.out.printf("%d connections on %s.%n", phones.size(), gateways.getFirst());

        var before = pairs(phones, 0, CALLS / 2);
        var after = pairs(phones, CALLS / 2, CALLS);
        stage.startAndAwait(before.stream()
                .map(pair -> (Stage.Scene) () -> pair.place(stage))
                .toList());
        var goneAt = History.now();
        var going = stage.start(() -> stage.cluster().perform(how.command, gateways.getFirst()));
        if (how == How.KILLED) {
            Stage.await(going);
        }
        var calling =
                after.stream().map(pair -> stage.start(() -> pair.place(stage))).toList();

        var back = back(phones, goneAt);
        var fault = "gateway_" + how.name().toLowerCase(Locale.ROOT);
        stage.history().add(new Seen.Faulted(goneAt, History.now(), fault, gateways.getFirst()));
        Stage.await(going);
        System.out.printf("Back on %s: %s%n", gateways.get(1), Verdict.quantiles("connections", back));
        for (var one : calling) {
            Stage.await(one);
        }
        var pairs = new ArrayList<>(before);
        pairs.addAll(after);
        Stage.await("every call rings", RINGS_WITHIN, () -> pairs.stream().allMatch(RingingPair::rings));
        stage.startAndAwait(pairs.stream().map(pair -> (Stage.Scene) pair::end).toList());

        var late = phones.size()
                - back.stream().filter(ms -> ms <= BACK_WITHIN.toMillis()).count();
        return late == 0 ? List.of() : List.of("%d connections were not back within %s".formatted(late, BACK_WITHIN));
    }

    private List<Phone> connect(Stage stage) throws IOException, InterruptedException {
        var phones = new ArrayList<Phone>();
        for (var i = 0; i < connections; i++) {
            phones.add(stage.join(Device.create(), Habits.USUAL));
            TimeUnit.MILLISECONDS.sleep(CONNECTS_EVERY_MS);
        }
        Stage.await("connected", CONNECT_WITHIN, () -> phones.stream().allMatch(Phone::isConnected));
        return phones;
    }

    /**
     * Who is on another gateway comes again until it is this one; the edge decides.
     *
     * @param gateway as it names itself in {@code hello}
     */
    private static void gather(List<Phone> phones, String gateway) throws IOException, InterruptedException {
        for (var phone : phones) {
            if (!phone.isConnectedTo(gateway)) {
                phone.bounce(true);
                TimeUnit.MILLISECONDS.sleep(CONNECTS_EVERY_MS);
            }
        }
        Stage.await("all on " + gateway, CONNECT_WITHIN, () -> {
            phones.stream()
                    .filter(phone -> phone.isConnected() && !phone.isConnectedTo(gateway))
                    .forEach(phone -> phone.bounce(true));
            return phones.stream().allMatch(phone -> phone.isConnectedTo(gateway));
        });
    }

    private static List<RingingPair> pairs(List<Phone> phones, int from, int to) {
        var pairs = new ArrayList<RingingPair>();
        for (var i = from; i < to; i++) {
            pairs.add(new RingingPair(phones.get(2 * i), phones.get(2 * i + 1)));
        }
        return pairs;
    }

    /** How long each took, in ms; who is not back in twice the time that they have is left out. */
    private static List<Long> back(List<Phone> phones, long goneAt) throws InterruptedException {
        var until = goneAt + 2 * BACK_WITHIN.toMillis();
        while (History.now() < until && !phones.stream().allMatch(phone -> phone.connectedAt() > goneAt)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return phones.stream()
                .map(Phone::connectedAt)
                .filter(at -> at > goneAt)
                .map(at -> at - goneAt)
                .toList();
    }
}
