package com.callvault.common.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.infra.embedded.TestStores;
import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The hand-off raced on a real Redis: devices connect and move to another node while somebody calls them and, in a part of the
 * trials, while the call ends again. Beside it, in the same trials, runs what is usually done instead: look up where somebody is,
 * then publish. It misses rings where ours misses none, so this test can see what it looks for.
 */
class RaceIT {
    private static final int TRIALS = 100_000;
    private static final int LANES = 2;
    private static final long SEED = 4;

    private static final RedisClient CLIENT =
            RedisClient.create(TestStores.shared().redisUri());

    private static RaceFigures figures = RaceFigures.NONE;

    /** All trials are raced once; what they showed is asked for below. */
    @BeforeAll
    static void race() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<RaceFigures>> lanes = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                RaceLane lane = new RaceLane(CLIENT, threads, SEED + i);
                lanes.add(threads.submit(() -> lane.race(TRIALS / LANES)));
            }
            for (Future<RaceFigures> lane : lanes) {
                figures = figures.plus(lane.get());
            }
        }
        System.out.println("[race] " + figures);
    }

    @AfterAll
    static void disconnect() {
        CLIENT.shutdown();
    }

    @Test
    void everyDeviceThatConnectsWhileItRingsIsToldByOneOfTheTwo() {
        assertThat(figures.trials()).isEqualTo(TRIALS);
        assertThat(figures.missed()).as("rings missed: %s", figures).isZero();
    }

    @Test
    void lookingUpAndThenPublishingMissesRingsInTheSameRaces() {
        assertThat(figures.missedByLookUp())
                .as("the races that the test needs did not happen: %s", figures)
                .isPositive();
    }

    @Test
    void eachOfTheTwoIsTheFirstInSomeRaces() {
        assertThat(figures.toldByAttach()).as("%s", figures).isPositive();
        assertThat(figures.toldByOwe()).as("%s", figures).isPositive();
    }

    @Test
    void aDeviceThatRingsForACallThatEndsMeanwhileIsToldTheEnd() {
        assertThat(figures.ended()).as("%s", figures).isPositive();
        assertThat(figures.rangForEnded())
                .as("rang for a call that ended: %s", figures)
                .isPositive();
        assertThat(figures.notToldTheEnd()).as("rings on: %s", figures).isZero();
    }

    @Test
    void nobodyWhoConnectsAfterTheEndIsHandedTheRing() {
        assertThat(figures.ghosts()).as("ghost rings: %s", figures).isZero();
    }

    @Test
    void aLateDetachNeverTakesTheNewRoute() {
        assertThat(figures.moved()).as("%s", figures).isPositive();
        assertThat(figures.routesLost()).as("routes lost: %s", figures).isZero();
    }
}
