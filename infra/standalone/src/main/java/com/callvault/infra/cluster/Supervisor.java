package com.callvault.infra.cluster;

import com.callvault.common.token.TokenKey;
import com.callvault.infra.embedded.DataFolder;
import com.callvault.infra.embedded.EmbeddedStores;
import com.callvault.infra.embedded.StoresException;
import com.callvault.infra.standalone.Certificate;
import com.callvault.infra.standalone.FreePorts;
import com.callvault.infra.standalone.LogFile;
import com.callvault.infra.standalone.Progress;
import com.callvault.infra.standalone.ServiceSettings;
import com.callvault.infra.standalone.Standalone;
import com.callvault.infra.standalone.StartException;
import com.callvault.infra.standalone.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts in their order, tells of those that die, and stops all. The stores first; the services, a few at a
 * time; the edge last, so that when the page answers, everything does.
 */
final class Supervisor {

    private static final Duration SHARED_OUT_WITHIN = Duration.ofSeconds(60);

    /** After the others: the edge has nothing to wait for any more, and the stores nobody who writes. */
    private static final Duration LAST_STOP_WITHIN = Duration.ofMillis(2700);

    private final ClusterOptions options;
    private final Progress progress;
    private final List<PartProcess> parts = new CopyOnWriteArrayList<>();
    private final Restarts restarts = new Restarts();
    private final PartCommands commands = new PartCommands(this);
    private volatile List<StoreServer> servers = List.of();
    private volatile @Nullable Published published;
    private volatile boolean ready;
    private boolean stopping;

    /** What {@code processes.json} says beside the parts. */
    private record Published(Path data, String kafka, ProcessesFile.Door door) {}

    Supervisor(ClusterOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @throws StartException if it does not start, with the sentence for the console */
    void start() throws InterruptedException {
        var common = options.common();
        DataFolder data;
        try {
            data = DataFolder.open(common.data());
        } catch (StoresException e) {
            throw Standalone.failure(e, common);
        }
        var log = LogFile.use(data.resolve("logs"), "supervisor");
        try {
            start(data, log);
        } catch (IOException | UncheckedIOException e) {
            throw StartFailure.DATA_NOT_WRITABLE.causedBy(e, common.data());
        } catch (StoresException e) {
            throw Standalone.failure(e, common);
        } catch (StartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw StartFailure.UNEXPECTED.causedBy(e, e.getClass().getSimpleName(), log);
        }
    }

    private void start(DataFolder data, Path log) throws IOException, InterruptedException {
        var common = options.common();
        var layout = options.layout();
        var folder = privateFolder(data.resolve("parts"));
        var left = Parts.endLeftBehind(folder);
        requirePorts();
        var certificate = Certificate.settings(common, data.resolve("tls"), log);
        var tokenKey = data.resolve("keys").resolve("token-key.json");
        var tokenKeys = data.resolve("keys").resolve("token-jwks.json");
        Files.writeString(tokenKeys, TokenKey.jwks(List.of(TokenKey.loadOrCreate(tokenKey, new SecureRandom()))));

        progress.say("CallVault starts as separate processes.");
        if (left > 0) {
            progress.say("  %d processes that an earlier run left behind are ended".formatted(left));
        }
        var made = new Parts(layout, folder, data.resolve("logs"), this::changed);
        var stores = made.stores(data.resolve("stores"));
        launch(stores);
        var told = stores.awaitReady();
        progress.up(stores.name());
        var kafka = told.getOrDefault(StoresPart.KAFKA, "");
        var door = new ControlDoor(commands);
        published = new Published(data.root(), kafka, door.address());
        findServers(told);

        var settings = new ServiceSettings(
                kafka,
                told.getOrDefault(StoresPart.REDIS_URI, ""),
                told.getOrDefault(StoresPart.JDBC_USER, ""),
                told.getOrDefault(StoresPart.JDBC_PASSWORD, ""),
                tokenKey,
                tokenKeys,
                common.origins());
        startServices(made, layout, settings, told);
        var edge = made.edge(common.bindAddress(), common.port(), certificate);
        launch(edge);
        edge.awaitReady();
        progress.up(edge.name());
        ready = true;
        publish();
        progress.say("CallVault is ready at %s (%d gateways, data in %s, %s). Ctrl-C stops it."
                .formatted(common.origins().getFirst(), options.gateways(), common.data(), progress.seconds()));
    }

    /**
     * As many at a time as there are processors: if all started at once, each would be silent for so long that those which
     * wait for it give up. The first call rings at once, and not when the consumers have agreed who reads what.
     */
    private void startServices(Parts made, Layout layout, ServiceSettings settings, Map<String, String> stores)
            throws IOException, InterruptedException {
        var waiting = new ArrayDeque<Layout.Instance>();
        List.of(PartKind.SIGNALING, PartKind.MESSAGING, PartKind.GATEWAY)
                .forEach(kind -> waiting.addAll(layout.of(kind)));
        var consumers = new HashMap<String, Integer>();
        while (!waiting.isEmpty()) {
            var starting = new ArrayList<PartProcess>();
            while (!waiting.isEmpty() && starting.size() < Runtime.getRuntime().availableProcessors()) {
                var service = made.service(waiting.remove(), settings, stores);
                launch(service);
                starting.add(service);
            }
            for (var service : starting) {
                service.awaitReady()
                        .forEach((group, members) -> consumers.merge(group, Integer.valueOf(members), Integer::sum));
                progress.up(service.name());
            }
        }
        consumers.forEach(
                (group, members) -> EmbeddedStores.awaitConsumers(settings.kafka(), group, members, SHARED_OUT_WITHIN));
    }

    private synchronized void launch(PartProcess part) throws InterruptedException {
        if (stopping) {
            throw new InterruptedException("stopped while it starts");
        }
        parts.add(part);
        part.begin();
    }

    private void requirePorts() {
        var common = options.common();
        FreePorts.require(common.bindAddress(), common.port(), "--port");
        for (var i = 0; i < Layout.ports(options.gateways()); i++) {
            FreePorts.require("127.0.0.1", common.managementPort() + i, "--management-port");
        }
    }

    /** The servers inside of the stores are others by now. */
    void storesAreBack() throws IOException, InterruptedException {
        findServers(part(Parts.STORES).awaitReady());
    }

    private void findServers(Map<String, String> told) throws IOException {
        var ports = options.layout().stores();
        var logs = StoresPart.pidFile(told, "redis").resolve("../../logs").normalize();
        var found =
                List.of(server("postgres", told, logs, ports.postgres()), server("redis", told, logs, ports.redis()));
        servers = found;
        publish();
    }

    private StoreServer server(String name, Map<String, String> told, Path logs, int port) throws IOException {
        return StoreServer.running(
                name,
                StoresPart.pidFile(told, name),
                logs.resolve(name + ".log"),
                port,
                StoresPart.startCommand(told, name),
                this::serverEnded);
    }

    // Watching

    private void changed(PartProcess part) {
        publish();
        if (part.state() == Controlled.State.DIED && ready && !isStopping()) {
            var restart = options.restart() && !part.name().equals(Parts.STORES);
            progress.say("%s has died (exit code %d). Its log: %s. %s"
                    .formatted(
                            part.name(),
                            part.exitCode(),
                            part.log(),
                            restart ? "It is started again." : howToStart(part.name())));
            if (restart) {
                var delay = restarts.afterDeathOf(part.name(), part.uptime());
                Thread.ofVirtual().name("restart").start(() -> startAgain(part, delay));
            }
        }
    }

    private void serverEnded(StoreServer server) {
        publish();
        if (server.state() == Controlled.State.DIED
                && !isStopping()
                && servers.contains(server)
                && part(Parts.STORES).state() == Controlled.State.RUNNING) {
            progress.say(
                    "%s has died. Its log: %s. %s".formatted(server.name(), server.log(), howToStart(server.name())));
        }
    }

    private String howToStart(String name) {
        var standard = options.common().data().equals(ClusterOptions.DATA);
        return "Start it again: ./callvault cluster %s %s%s"
                .formatted(
                        name.equals(Parts.STORES) ? "restart" : "start",
                        name,
                        standard ? "" : " --data " + options.common().data());
    }

    private void startAgain(PartProcess part, Duration delay) {
        try {
            Thread.sleep(delay);
            // An operator may have been quicker, or have stopped it for good.
            if (part.state() == Controlled.State.DIED) {
                progress.say(commands.attempt(part, Action.START).sentence());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes {@code processes.json} as it is now. */
    void publish() {
        var now = published;
        if (now == null) {
            return;
        }
        var all = new ArrayList<Controlled>(parts);
        all.addAll(servers);
        synchronized (this) {
            try {
                ProcessesFile.write(now.data(), options.common().origins().getFirst(), now.kafka(), now.door(), all);
            } catch (IOException e) {
                log().warn("processes.json is not written", e);
            }
        }
    }

    // Who is there

    @Nullable
    Controlled controlled(String name) {
        for (var part : parts) {
            if (part.name().equals(name)) {
                return part;
            }
        }
        for (var server : servers) {
            if (server.name().equals(name)) {
                return server;
            }
        }
        return null;
    }

    private PartProcess part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    // The end

    /** Stops everything, on the thread of the shutdown hook; within 10 s, whatever the parts do. */
    void stop() throws InterruptedException {
        synchronized (this) {
            stopping = true;
        }
        var last = parts.stream()
                .filter(part -> part.name().equals(Parts.EDGE) || part.name().equals(Parts.STORES))
                .toList();
        var first = parts.stream().filter(part -> !last.contains(part)).toList();
        stop(first, PartProcess.STOPS_WITHIN);
        stop(last, LAST_STOP_WITHIN);
        for (var server : servers) {
            if (server.pid().isPresent()) {
                Signals.KILL.send(server.pid().getAsLong());
            }
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    private static void stop(List<PartProcess> these, Duration within) throws InterruptedException {
        var running = new ArrayList<Process>();
        for (var part : these) {
            var process = part.askToStop();
            if (process != null) {
                running.add(process);
            }
        }
        var until = System.nanoTime() + within.toNanos();
        for (var process : running) {
            if (!process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                log().warn("process {} does not end, it is killed", process.pid());
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Path privateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return folder;
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Supervisor.class);
    }
}
