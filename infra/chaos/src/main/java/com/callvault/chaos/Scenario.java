package com.callvault.chaos;

import java.io.IOException;
import java.util.List;

/** What is tried on a cluster. */
@FunctionalInterface
interface Scenario {

    /** Returns what was not as promised, beyond what the checker finds in the history; empty where all was. */
    List<String> play(Stage stage) throws IOException, InterruptedException;
}
