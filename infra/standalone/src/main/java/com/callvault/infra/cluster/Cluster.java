package com.callvault.infra.cluster;

import com.callvault.infra.standalone.Progress;
import com.callvault.infra.standalone.StartException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Runs all of CallVault as separate processes until it is told to stop (SIGINT, SIGTERM), or commands a running one. */
public final class Cluster {

    private static final String STATUS = "status";

    private Cluster() {}

    public static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        if (!words.isEmpty() && !words.getFirst().startsWith("-")) {
            System.exit(command(words, System.out, System.err));
        }
        Optional<ClusterOptions> options;
        try {
            options = ClusterOptions.parse(words);
        } catch (StartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        if (options.isEmpty()) {
            System.out.print(ClusterOptions.USAGE);
            return;
        }
        run(new Supervisor(options.get(), new Progress(System.out)));
    }

    private static void run(Supervisor supervisor) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "stop"));
        try {
            supervisor.start();
        } catch (StartException e) {
            if (!supervisor.isStopping()) {
                System.err.println(e.getMessage());
                if (System.getProperty("callvault.logs") != null) {
                    LoggerFactory.getLogger(Cluster.class).error(e.failure().name(), e);
                }
                System.exit(1);
            }
        } catch (InterruptedException e) {
            // Somebody stops it while it starts, and the hook is at it.
        }
        Thread.currentThread().join();
    }

    private static void stop(Supervisor supervisor) {
        try {
            supervisor.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the exit code. */
    private static int command(List<String> words, PrintStream out, PrintStream err) throws InterruptedException {
        var rest = new ArrayList<String>();
        var data = ClusterOptions.DATA;
        for (var word = words.iterator(); word.hasNext(); ) {
            var next = word.next();
            if (next.equals("--data") && word.hasNext()) {
                data = Path.of(word.next());
            } else if (next.startsWith("--data=")) {
                data = Path.of(next.substring("--data=".length()));
            } else {
                rest.add(next);
            }
        }
        var remote = new RemoteControl(data);
        if (rest.equals(List.of(STATUS))) {
            return remote.status(out, err);
        }
        if (rest.size() == 2 && Action.of(rest.getFirst()).isPresent()) {
            return remote.perform(rest.get(1), rest.getFirst(), out, err);
        }
        err.print(ClusterOptions.USAGE);
        return 1;
    }
}
