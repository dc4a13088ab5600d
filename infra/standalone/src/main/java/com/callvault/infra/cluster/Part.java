package com.callvault.infra.cluster;

import com.callvault.infra.embedded.Ports;
import com.callvault.infra.embedded.StoresException;
import com.callvault.infra.standalone.Consumers;
import com.callvault.infra.standalone.LogFile;
import com.callvault.infra.standalone.Service;
import com.callvault.infra.standalone.Started;
import com.callvault.infra.standalone.WrongSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The process of one part. Its settings are system properties by the names that the services declare, in the file of
 * arguments that it is started with. It ends on SIGTERM; on the error stream stands only why it could not start.
 */
public final class Part {

    private final Started started = new Started();

    private Part() {}

    /**
     * @param arguments the kind, the name, the folder of logs, the ready file; for the stores also their folder and four
     *     ports
     */
    public static void main(String[] arguments) throws InterruptedException {
        var rest = List.of(arguments);
        var kind = PartKind.of(rest.getFirst());
        LogFile.use(Path.of(rest.get(2)), rest.get(1));
        try {
            var told = new Part().start(kind, rest.subList(4, rest.size()));
            Ready.write(Path.of(rest.get(3)), told);
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(Part.class).error("{} does not start", rest.get(1), e);
            System.err.println(sentence(e));
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private Map<String, String> start(PartKind kind, List<String> arguments) {
        return switch (kind) {
            case STORES -> startStores(arguments);
            case GATEWAY, SIGNALING, MESSAGING -> startService(kind.service().orElseThrow());
            case EDGE -> {
                run(EdgeApplication.class);
                yield Map.of();
            }
        };
    }

    private Map<String, String> startStores(List<String> arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        started.begin();
        try {
            var ports = arguments.stream().skip(1).map(Integer::parseInt).toList();
            return StoresPart.start(
                    started,
                    Path.of(arguments.getFirst()),
                    new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3)));
        } finally {
            started.end();
        }
    }

    /** How many consumers it has, by group: the first call rings when they have shared out the partitions. */
    private static Map<String, String> startService(Service service) {
        var context = run(service.application());
        var told = new HashMap<String, String>();
        if (service != Service.GATEWAY) {
            Consumers.of(context).forEach((group, members) -> told.put(group, String.valueOf(members)));
        }
        return told;
    }

    private static ConfigurableApplicationContext run(Class<?> application) {
        return new SpringApplicationBuilder(application).run();
    }

    private void stop() {
        try {
            started.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sentence(Exception thrown) {
        if (thrown instanceof StoresException stores) {
            return "%s (%s).".formatted(stores.problem(), stores.getMessage());
        }
        return WrongSetting.in(thrown)
                .map("A setting is not right: %s"::formatted)
                .orElseGet(() -> {
                    Throwable root = thrown;
                    while (root.getCause() != null) {
                        root = root.getCause();
                    }
                    return "%s (%s).".formatted(root.getClass().getSimpleName(), root.getMessage());
                });
    }
}
