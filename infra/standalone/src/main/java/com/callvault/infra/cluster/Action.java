package com.callvault.infra.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to one part while the others go on. */
enum Action {
    START("runs"),
    STOP("is stopped"),
    RESTART("runs again"),
    KILL("is killed"),
    FREEZE("is frozen"),
    THAW("goes on");

    private final String done;

    Action(String done) {
        this.done = done;
    }

    /** How the sentence ends that says that it is done. */
    String done() {
        return done;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Action> of(String id) {
        return Arrays.stream(values()).filter(action -> action.id().equals(id)).findFirst();
    }
}
