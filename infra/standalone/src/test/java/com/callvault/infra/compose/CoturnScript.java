package com.callvault.infra.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./callvault coturn} in an environment of its own. */
final class CoturnScript {
    private CoturnScript() {}

    record Said(int exitCode, String out, String err) {}

    static Said run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("bash", ComposeFile.PROJECT.resolve("callvault").toString(), "coturn"));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("coturn", ".err");
        try {
            var builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TURN_"));
            builder.environment().putAll(environment);
            var process = builder.start();
            var out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Said(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
