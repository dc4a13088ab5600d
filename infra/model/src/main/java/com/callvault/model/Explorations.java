package com.callvault.model;

import static com.callvault.model.Exploration.Property.FAST;
import static com.callvault.model.Exploration.Property.SAFE;

import java.util.List;

/** The table of what is explored. README.md of this folder says what each bound stands for, and what was found. */
final class Explorations {
    private static final String RING = "ring";
    private static final String FRAMES = "frames";

    private static final Exploration FAST_RINGS =
            Exploration.of(FAST, "one device, it rings", RING, 30_000, "MOVES=3 RELOADS=1");
    private static final Exploration FAST_TWO_RING =
            Exploration.of(FAST, "two devices, they ring", RING, 200_000, "DEVICES=2 MOVES=2");
    private static final Exploration FAST_ENDS =
            Exploration.of(FAST, "one device, the call ends", RING, 400_000, "ENDS=1 MOVES=3 RELOADS=1");
    private static final Exploration FAST_TWO_END =
            Exploration.of(FAST, "two devices, the call ends", RING, 800_000, "DEVICES=2 ENDS=1 MOVES=1");
    private static final Exploration FAST_FRAMES =
            Exploration.of(FAST, "frames", FRAMES, 120_000, "FRAMES=3 MOVES=2 RELOADS=1");

    private static final Exploration RINGS_AFTER_A_LOSS = Exploration.of(
            SAFE,
            "it rings, Redis is emptied, a gateway dies",
            RING,
            450_000,
            "TIMERS=1 MOVES=1 CRASHES=1 DROPS=1 LOSSES=1 REPEATS=1");
    private static final Exploration RINGS_AFTER_TWO_LOSSES = Exploration.of(
            SAFE,
            "it rings, Redis is emptied twice, signaling dies",
            RING,
            240_000,
            "TIMERS=1 MOVES=1 DROPS=1 LOSSES=2 KILLS=1");
    private static final Exploration RINGS_AFTER_A_CUT = Exploration.of(
            SAFE,
            "it rings, a subscription is cut, gateway and signaling die",
            RING,
            900_000,
            "TIMERS=1 MOVES=1 DEAF=1 DROPS=1 KILLS=1 CRASHES=1");
    private static final Exploration RINGS_AFTER_A_RELOAD =
            Exploration.of(SAFE, "it rings, page reloaded", RING, 600_000, "TIMERS=1 RELOADS=1 MOVES=1 DEAF=1 DROPS=1");
    private static final Exploration TWO_RING = Exploration.of(
            SAFE, "two devices ring, a delivery is lost", RING, 390_000, "TIMERS=1 DEVICES=2 MOVES=1 DROPS=1");
    private static final Exploration TWO_RING_AFTER_A_LOSS = Exploration.of(
            SAFE, "two devices ring, Redis is emptied", RING, 190_000, "TIMERS=1 DEVICES=2 DROPS=1 LOSSES=1");
    private static final Exploration TWO_RING_WITHOUT_TIMER = Exploration.of(
            SAFE, "two devices ring by renewals alone", RING, 80_000, "TIMERS=1 ONLY_RENEWALS DEVICES=2 DEAF=1");

    private static final Exploration ENDS_WITH_A_LOSS = Exploration.of(
            SAFE, "the call ends, Redis is emptied", RING, 1_100_000, "TIMERS=1 ENDS=1 MOVES=1 DROPS=1 LOSSES=1");
    private static final Exploration ENDS_WITH_A_CRASH = Exploration.of(
            SAFE,
            "the call ends, a gateway dies, Redis is emptied",
            RING,
            95_000,
            "TIMERS=1 ENDS=1 CRASHES=1 LOSSES=1");
    private static final Exploration ENDS_WITH_A_CUT = Exploration.of(
            SAFE,
            "the call ends, a subscription is cut, signaling dies",
            RING,
            140_000,
            "TIMERS=1 ENDS=1 DEAF=1 KILLS=1");
    private static final Exploration ENDS_WITH_A_KILL = Exploration.of(
            SAFE, "the call ends, signaling dies", RING, 500_000, "TIMERS=1 ENDS=1 MOVES=1 DROPS=1 KILLS=1");
    private static final Exploration ENDS_WITH_KILL_AND_LOSS = Exploration.of(
            SAFE,
            "the call ends, signaling dies, Redis is emptied",
            RING,
            180_000,
            "TIMERS=1 ENDS=1 DROPS=1 LOSSES=1 KILLS=1");
    private static final Exploration TWO_END =
            Exploration.of(SAFE, "two devices, the call ends", RING, 1_200_000, "TIMERS=1 DEVICES=2 ENDS=1 DROPS=1");
    private static final Exploration ENDS_WITHOUT_TIMER = Exploration.of(
            SAFE, "the call ends, renewals alone", RING, 450_000, "TIMERS=1 ONLY_RENEWALS ENDS=1 MOVES=1 DEAF=1");

    private static final Exploration FRAMES_AFTER_A_LOSS = Exploration.of(
            SAFE, "frames, Redis is emptied", FRAMES, 640_000, "TIMERS=1 FRAMES=2 MOVES=1 DROPS=1 LOSSES=1");
    private static final Exploration FRAMES_AFTER_A_KILL = Exploration.of(
            SAFE, "frames, signaling dies", FRAMES, 1_200_000, "TIMERS=1 FRAMES=3 MOVES=1 DROPS=2 KILLS=1");
    private static final Exploration FRAMES_AFTER_A_RELOAD =
            Exploration.of(SAFE, "frames, page reloaded", FRAMES, 220_000, "TIMERS=1 FRAMES=3 RELOADS=1 DROPS=1");

    private static final Exploration RINGS_AFTER_RELOAD_AND_LOSS = Exploration.of(
            SAFE, "it rings, page reloaded while Redis is empty", RING, 70_000, "TIMERS=1 RELOADS=1 LOSSES=1 DROPS=1");
    private static final Exploration FRAMES_AFTER_RELOAD_AND_KILL = Exploration.of(
            SAFE, "frames, page reloaded after signaling died", FRAMES, 290_000, "TIMERS=1 FRAMES=3 RELOADS=1 KILLS=1");
    private static final Exploration FRAMES_AFTER_RELOAD_AND_LOSS = Exploration.of(
            SAFE, "frames, page reloaded while Redis is empty", FRAMES, 700_000, "TIMERS=1 RELOADS=1 LOSSES=1");

    private Explorations() {}

    static final List<Exploration> WHOLE = List.of(
            FAST_RINGS,
            FAST_TWO_RING,
            FAST_ENDS,
            FAST_TWO_END,
            FAST_FRAMES,
            RINGS_AFTER_A_LOSS,
            RINGS_AFTER_TWO_LOSSES,
            RINGS_AFTER_A_CUT,
            RINGS_AFTER_A_RELOAD,
            TWO_RING,
            TWO_RING_AFTER_A_LOSS,
            TWO_RING_WITHOUT_TIMER,
            ENDS_WITH_A_LOSS,
            ENDS_WITH_A_CRASH,
            ENDS_WITH_A_CUT,
            ENDS_WITH_A_KILL,
            ENDS_WITH_KILL_AND_LOSS,
            TWO_END,
            ENDS_WITHOUT_TIMER,
            FRAMES_AFTER_A_LOSS,
            FRAMES_AFTER_A_KILL,
            FRAMES_AFTER_A_RELOAD,
            RINGS_AFTER_RELOAD_AND_LOSS,
            FRAMES_AFTER_RELOAD_AND_KILL,
            FRAMES_AFTER_RELOAD_AND_LOSS);

    static final List<Exploration> MUTANTS = List.of(
            FAST_RINGS.without("ATOMIC_ATTACH"),
            FAST_RINGS.without("ATOMIC_OWE"),
            FAST_RINGS.without("MAP_FIRST"),
            FAST_RINGS.without("FENCE_ON_DETACH"),
            FAST_TWO_RING.without("RING_FOR_LATE_DEVICES"),
            FAST_ENDS.without("END_ON_ATTACH"),
            FAST_FRAMES.without("HOLDING"),
            FAST_FRAMES.without("OWING"),
            RINGS_AFTER_A_LOSS.without("RING_TIMER"),
            RINGS_AFTER_A_LOSS.without("ACKNOWLEDGEMENT"),
            RINGS_AFTER_A_LOSS.without("FENCE_ON_ATTACH"),
            RINGS_AFTER_A_LOSS.without("FENCE_ON_DETACH"),
            TWO_RING.without("ACK_PER_DEVICE"),
            TWO_RING_WITHOUT_TIMER.without("ATTACH_AGAIN"),
            ENDS_WITH_A_CUT.without("RENEWAL"),
            ENDS_WITH_A_CUT.without("SETTLE_AGAIN"),
            ENDS_WITH_A_LOSS.without("TOMBSTONE"),
            ENDS_WITH_A_LOSS.without("SECOND_LOOK"),
            ENDS_WITH_A_LOSS.without("OWED_END"),
            ENDS_WITH_A_LOSS.without("FRAMES_AGAIN"),
            ENDS_WITH_A_LOSS.without("MEMORY"),
            ENDS_WITH_A_CRASH.without("INSISTING"),
            FRAMES_AFTER_A_LOSS.without("FRAMES_AGAIN"),
            RINGS_AFTER_RELOAD_AND_LOSS.without("ACK_PER_CONNECTION"),
            FRAMES_AFTER_RELOAD_AND_KILL.without("STATE_IN_SWEEP"),
            FRAMES_AFTER_RELOAD_AND_LOSS.without("SECOND_LOOK"),
            FRAMES_AFTER_RELOAD_AND_LOSS.without("LATE_STATE"));

    /** What the code does not keep yet. README.md, "What it found", tells each; who mends one moves it to those above. */
    static final List<Exploration> KNOWN = List.of(Exploration.of(
            SAFE,
            "ring of a call that is over owed, signaling died and Redis was emptied",
            RING,
            0,
            "TIMERS=1 STRICT ENDS=1 LOSSES=1 KILLS=1"));

    static List<String> models() {
        return List.of(RING, FRAMES);
    }
}
