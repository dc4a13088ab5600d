package com.callvault.signaling.ice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two machines on a wire, {@code here} (5.5.5.1) and {@code relay} (5.5.5.2, and 10.9.9.9 of its own), in namespaces that end with
 * the shell that made them, whatever happened to the test. Needs root, or a system that lets everybody make namespaces.
 */
final class OwnNetwork implements AutoCloseable {
    private static final String END = "--end-of-command--";
    private static final String WIRE = """
            mount -t tmpfs none /run
            ip netns add here; ip netns add relay
            ip link add h0 netns here type veth peer name r0 netns relay
            ip -n here addr add 5.5.5.1/24 dev h0
            ip -n relay addr add 5.5.5.2/24 dev r0
            ip -n relay addr add 10.9.9.9/32 dev lo
            ip -n here link set lo up; ip -n here link set h0 up
            ip -n relay link set lo up; ip -n relay link set r0 up
            ip -n here route add default via 5.5.5.2""";

    private final Process shell;
    private final BufferedWriter in;
    private final BufferedReader out;

    OwnNetwork() throws IOException {
        List<String> command =
                new ArrayList<>(List.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("--mount-proc", "bash"));
        shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        in = new BufferedWriter(new OutputStreamWriter(shell.getOutputStream(), UTF_8));
        out = new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8));
        run("set -e; " + WIRE.replace("\n", "; ") + "; set +e");
    }

    /** @return what it printed, whatever came of it */
    String run(String command) {
        try {
            in.write(command + "\necho " + END + "\n");
            in.flush();
            List<String> printed = new ArrayList<>();
            while (true) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("the shell ended at: " + command + "\n" + String.join("\n", printed));
                }
                if (line.equals(END)) {
                    return String.join("\n", printed);
                }
                printed.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until that command succeeds. */
    void await(String condition) {
        String late = run("timeout 20 bash -c 'until %s; do sleep 0.05; done' >/dev/null 2>&1 || echo late"
                .formatted(condition.replace("'", "'\\''")));
        assertThat(late).as(condition).isEmpty();
    }

    @Override
    public void close() {
        shell.destroyForcibly();
        shell.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
