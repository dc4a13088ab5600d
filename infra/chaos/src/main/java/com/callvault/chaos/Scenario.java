package com.callvault.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is tried on a cluster. */
@FunctionalInterface
interface Scenario {

    /**
     * Returns what was not as promised, beyond what the checker finds in the history; empty where all was.
     *
     * @param history where what is seen goes, as lines of JSON
     */
    List<String> play(ClusterProcess cluster, Path history) throws IOException, InterruptedException;
}
