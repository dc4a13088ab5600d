package com.callvault.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is tried by people who call each other. */
interface CallScenario extends Scenario {

    /** As {@link Scenario#play}. */
    List<String> play(Stage stage) throws IOException, InterruptedException;

    @Override
    default List<String> play(ClusterProcess cluster, Path file) throws IOException, InterruptedException {
        try (var history = new History(file);
                var stage = new Stage(cluster, history)) {
            var failures = play(stage);
            stage.finish();
            return failures;
        }
    }
}
