package com.callvault.infra.cluster;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A process of this cluster that can be killed, frozen and started alone. Thread-safe. */
interface Controlled {

    /** How far it is. A frozen one is {@code RUNNING}: only who froze it knows. */
    enum State {
        STARTING,
        RUNNING,
        STOPPED,
        DIED
    }

    String name();

    State state();

    /** Empty while it does not run. */
    OptionalLong pid();

    /** Where it listens; empty where it listens on nothing that others are to know. */
    OptionalInt port();

    OptionalInt managementPort();

    Path log();

    /**
     * Starts it, and waits until it does its work.
     *
     * @throws com.callvault.infra.standalone.StartException if it does not
     */
    void start() throws InterruptedException;

    /** Asks it to end as an operator would, and makes it end when it takes too long. */
    void stop() throws InterruptedException;
}
