package com.callvault.infra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.infra.embedded.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor that was killed has left in its folder, found by process id and by the path of its arguments. */
class LeftBehindTest {

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void partsAreEndedAlsoWhenTheyAreFrozen() throws Exception {
        var runs = part("gateway-1", PartProcess.commandFile(folder, "gateway-1"));
        var frozen = part("signaling-1", PartProcess.commandFile(folder, "signaling-1"));
        Signals.STOP.send(frozen.pid());

        assertThat(Parts.endLeftBehind(folder)).isEqualTo(2);
        assertThat(Processes.isAlive(runs.toHandle())).isFalse();
        assertThat(Processes.isAlive(frozen.toHandle())).isFalse();
    }

    @Test
    void aStrangerWithThatProcessIdLivesOn() throws Exception {
        var stranger = part("gateway-1", folder.resolve("elsewhere.args"));
        assertThat(Parts.endLeftBehind(folder)).isZero();
        assertThat(stranger.isAlive()).isTrue();
    }

    /** Waits for input that never comes; the path stands on its command line, as on a part's. */
    private Process part(String name, Path onItsCommandLine) throws IOException {
        var process = new ProcessBuilder("sh", "-c", "read line; exit 0", onItsCommandLine.toString()).start();
        started.add(process);
        Files.writeString(PartProcess.pidFile(folder, name), process.pid() + "\n");
        return process;
    }
}
