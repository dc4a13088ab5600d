package com.callvault.infra.standalone;

import com.callvault.common.token.TokenKey;
import com.callvault.infra.embedded.DataFolder;
import com.callvault.infra.embedded.EmbeddedStores;
import com.callvault.infra.embedded.LoopbackPorts;
import com.callvault.infra.embedded.Ports;
import com.callvault.infra.embedded.StoresException;
import com.callvault.infra.standalone.Started.StoppedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs everything in this process until it is told to stop (SIGINT, SIGTERM). */
public final class Standalone {

    private static final Duration SHARED_OUT_WITHIN = Duration.ofSeconds(60);

    /** How an attempt to start has ended. */
    enum Outcome {
        RUNNING,
        USAGE_SHOWN,
        /** One sentence on the error stream says why. */
        FAILED,
        STOPPED_MEANWHILE
    }

    private final Options options;
    private final Progress progress;
    private final Started started;
    private final Map<String, Integer> consumers = new HashMap<>();

    private Standalone(Options options, Progress progress, Started started) {
        this.options = options;
        this.progress = progress;
        this.started = started;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var started = new Started();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop"));
        switch (start(started, System.out, System.err, arguments)) {
            case RUNNING, STOPPED_MEANWHILE -> Thread.currentThread().join();
            case USAGE_SHOWN -> System.exit(0);
            case FAILED -> System.exit(1);
        }
    }

    static Outcome start(Started started, PrintStream out, PrintStream err, String... arguments) {
        started.begin();
        try {
            var options = Options.parse(arguments);
            if (options.isEmpty()) {
                out.print(Options.USAGE);
                return Outcome.USAGE_SHOWN;
            }
            new Standalone(options.get(), new Progress(out), started).start();
            return Outcome.RUNNING;
        } catch (StoppedException e) {
            return Outcome.STOPPED_MEANWHILE;
        } catch (StartException e) {
            err.println(e.getMessage());
            if (System.getProperty("callvault.logs") != null) {
                LoggerFactory.getLogger(Standalone.class).error(e.failure().name(), e);
            }
            return Outcome.FAILED;
        } finally {
            started.end();
        }
    }

    private void start() {
        FreePorts.require(options.bindAddress(), options.port(), "--port");
        for (var service : Service.values()) {
            FreePorts.require("127.0.0.1", options.managementPort(service), "--management-port");
        }
        var data = openData();
        started.add(data);
        var log = LogFile.use(data.resolve("logs"), "callvault");
        try {
            start(data, log);
        } catch (IOException e) {
            var full = String.valueOf(e.getMessage()).contains("No space left");
            throw full
                    ? StartFailure.DISK_FULL.causedBy(e, options.data(), DataFolder.MIN_FREE_BYTES >> 20)
                    : StartFailure.DATA_NOT_WRITABLE.causedBy(e, options.data());
        } catch (StoppedException | StartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw StartFailure.UNEXPECTED.causedBy(e, e.getClass().getSimpleName(), log);
        }
    }

    private void start(DataFolder data, Path log) throws IOException {
        var edgeSettings = Certificate.settings(options, data.resolve("tls"), log);
        var tokenKey = data.resolve("keys").resolve("token-key.json");
        var tokenKeys = data.resolve("keys").resolve("token-jwks.json");
        var key = TokenKey.loadOrCreate(tokenKey, new SecureRandom());
        Files.writeString(tokenKeys, TokenKey.jwks(List.of(key)));

        progress.say("CallVault starts.");
        var stores = startStores(data);
        started.add(stores);
        createTopics(stores);
        var contexts = new Contexts(options, stores, tokenKey, tokenKeys, edgeSettings);
        startServices(contexts, stores, log);
        writeEndpoints(data, stores);
        progress.say("CallVault is ready at %s (data in %s, %s). Ctrl-C stops it."
                .formatted(options.origins().getFirst(), options.data(), progress.seconds()));
    }

    private void createTopics(EmbeddedStores stores) {
        try {
            BrokerTopics.create(stores);
        } catch (StoresException e) {
            throw failure(e, options);
        }
    }

    /** The first call rings at once, and not when the consumers have agreed who reads what. */
    private void awaitConsumers(EmbeddedStores stores) {
        try {
            consumers.forEach((group, members) -> stores.awaitConsumers(group, members, SHARED_OUT_WITHIN));
        } catch (StoresException e) {
            throw failure(e, options);
        }
    }

    private DataFolder openData() {
        try {
            return DataFolder.open(options.data());
        } catch (StoresException e) {
            throw failure(e, options);
        }
    }

    private EmbeddedStores startStores(DataFolder data) {
        try {
            return EmbeddedStores.start(data, Ports.free(options.ports()), progress::up);
        } catch (StoresException e) {
            throw failure(e, options);
        }
    }

    /** The sentence for what stands in the way of the stores. */
    public static StartException failure(StoresException e, Options options) {
        var folder = options.data();
        return switch (e.problem()) {
            case DATA_IN_USE -> StartFailure.DATA_IN_USE.causedBy(e, folder);
            case DATA_OF_OTHER_VERSION -> StartFailure.DATA_OF_OTHER_VERSION.causedBy(e, folder);
            case DATA_NOT_WRITABLE -> StartFailure.DATA_NOT_WRITABLE.causedBy(e, folder);
            case DISK_FULL -> StartFailure.DISK_FULL.causedBy(e, folder, DataFolder.MIN_FREE_BYTES >> 20);
            case PLATFORM -> StartFailure.PLATFORM.causedBy(e);
            case ROOT -> StartFailure.ROOT.causedBy(e);
            case STORE -> StartFailure.STORE.causedBy(e, String.valueOf(e.getMessage()), folder.resolve("logs"));
        };
    }

    /** Those behind the edge first, side by side; the gateway last: when it answers, everything does. */
    private void startServices(Contexts contexts, EmbeddedStores stores, Path log) {
        var behind = List.of(Service.SIGNALING, Service.MESSAGING);
        var free = LoopbackPorts.find(behind.size(), options.ports());
        var ports = new EnumMap<Service, Integer>(Service.class);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            var starts = new EnumMap<Service, Future<ConfigurableApplicationContext>>(Service.class);
            for (var service : behind) {
                var port = free.get(behind.indexOf(service));
                ports.put(service, port);
                starts.put(
                        service,
                        threads.submit(
                                () -> announced(service, log, () -> contexts.startBehindTheEdge(service, port))));
            }
            @Nullable RuntimeException failed = null;
            for (var start : starts.values()) {
                try {
                    var context = start.get();
                    started.add(context);
                    consumers.putAll(Consumers.of(context));
                } catch (ExecutionException e) {
                    failed = e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failed = new StoppedException();
                } catch (StoppedException e) {
                    failed = e;
                }
            }
            if (failed != null) {
                throw failed;
            }
        }
        awaitConsumers(stores);
        started.add(announced(Service.GATEWAY, log, () -> contexts.startGateway(ports)));
    }

    private ConfigurableApplicationContext announced(
            Service service, Path log, Supplier<ConfigurableApplicationContext> start) {
        try {
            var context = start.get();
            progress.up(service.id());
            return context;
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException taken) {
                    throw StartFailure.PORT_TAKEN.causedBy(
                            e, taken.getPort(), taken.getPort() == options.port() ? "--port" : "--management-port");
                }
            }
            var wrong = WrongSetting.in(e);
            if (wrong.isPresent()) {
                throw StartFailure.SETTING.causedBy(e, wrong.get());
            }
            throw StartFailure.SERVICE.causedBy(e, service.id(), log);
        }
    }

    /** Where to find what has no fixed port, for an operator with kcat or a browser at hand. */
    private void writeEndpoints(DataFolder data, EmbeddedStores stores) throws IOException {
        var endpoints = new StringBuilder();
        endpoints.append("origin=").append(options.origins().getFirst()).append('\n');
        endpoints.append("kafka=").append(stores.kafkaBootstrap()).append('\n');
        endpoints.append("postgres=").append(stores.jdbcUrl("")).append('\n');
        for (var service : Service.values()) {
            endpoints
                    .append(service.id())
                    .append(".management=http://127.0.0.1:")
                    .append(options.managementPort(service))
                    .append("/actuator\n");
        }
        Files.writeString(data.resolve("endpoints.properties"), endpoints);
    }

    private static void stop(Started started) {
        try {
            started.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
