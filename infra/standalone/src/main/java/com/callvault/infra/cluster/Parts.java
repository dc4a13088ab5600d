package com.callvault.infra.cluster;

import com.callvault.infra.embedded.Processes;
import com.callvault.infra.standalone.Service;
import com.callvault.infra.standalone.ServiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes the parts of a layout: for each the file of arguments by which it is started, now and again. */
final class Parts {

    static final String STORES = "stores";
    static final String EDGE = "edge";

    private final Layout layout;
    private final Path folder;
    private final Path logs;
    private final Consumer<PartProcess> changed;

    /** @param folder in which each part's files lie */
    Parts(Layout layout, Path folder, Path logs, Consumer<PartProcess> changed) {
        this.layout = layout;
        this.folder = folder;
        this.logs = logs;
        this.changed = changed;
    }

    PartProcess stores(Path data) throws IOException {
        var ports = layout.stores();
        return part(
                STORES,
                PartKind.STORES,
                OptionalInt.of(ports.kafka()),
                OptionalInt.empty(),
                Map.of(),
                Stream.concat(
                                Stream.of(data.toString()),
                                Stream.of(ports.kafka(), ports.kafkaController(), ports.postgres(), ports.redis())
                                        .map(String::valueOf))
                        .toList());
    }

    /** @param stores what the part {@code stores} has told */
    PartProcess service(Layout.Instance instance, ServiceSettings settings, Map<String, String> stores)
            throws IOException {
        var service = instance.kind().service().orElseThrow();
        Map<String, String> told;
        if (service == Service.GATEWAY) {
            told = settings.gateway("127.0.0.1", instance.port(), instance.managementPort());
            told.put("callvault.gateway.name", "gw-" + instance.number());
        } else {
            told = settings.behindTheEdge(
                    service, instance.port(), instance.managementPort(), StoresPart.database(stores, service));
        }
        return part(
                instance.name(),
                instance.kind(),
                OptionalInt.of(instance.port()),
                OptionalInt.of(instance.managementPort()),
                told,
                List.of());
    }

    /** @param certificate settings of the public port, if it has one */
    PartProcess edge(String address, int port, Map<String, String> certificate) throws IOException {
        var told = new HashMap<>(certificate);
        told.put("spring.config.name", EDGE);
        told.put("spring.main.banner-mode", "off");
        told.put("spring.threads.virtual.enabled", "true");
        told.put("server.address", address);
        told.put("server.port", String.valueOf(port));
        for (var kind : List.of(PartKind.GATEWAY, PartKind.SIGNALING, PartKind.MESSAGING)) {
            told.put(
                    "callvault.edge." + kind.id(),
                    String.join(
                            ",",
                            layout.of(kind).stream()
                                    .map(Layout.Instance::target)
                                    .toList()));
        }
        return part(EDGE, PartKind.EDGE, OptionalInt.of(port), OptionalInt.empty(), told, List.of());
    }

    private PartProcess part(
            String name,
            PartKind kind,
            OptionalInt port,
            OptionalInt managementPort,
            Map<String, String> settings,
            List<String> arguments)
            throws IOException {
        var words = new ArrayList<>(List.of(
                kind.id(),
                name,
                logs.toString(),
                PartProcess.readyFile(folder, name).toString()));
        words.addAll(arguments);
        CommandFile.write(PartProcess.commandFile(folder, name), kind, settings, words);
        return new PartProcess(name, port, managementPort, folder, logs, changed);
    }

    /**
     * Ends the processes that a cluster left in this folder whose supervisor was killed; returns how many there were. The
     * folder's lock is ours, so none of them is anybody else's.
     */
    static int endLeftBehind(Path folder) throws IOException, InterruptedException {
        List<ProcessHandle> left;
        try (var files = Files.list(folder)) {
            left = PartProcess.leftBehind(
                    folder,
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".pid"))
                            .map(name -> name.substring(0, name.length() - ".pid".length()))
                            .toList());
        }
        for (var process : left) {
            // One that is frozen could not end.
            Signals.CONT.send(process.pid());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            left.forEach(process -> threads.execute(() -> end(process)));
        }
        return left.size();
    }

    private static void end(ProcessHandle process) {
        try {
            Processes.end(process, Duration.ofSeconds(8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
