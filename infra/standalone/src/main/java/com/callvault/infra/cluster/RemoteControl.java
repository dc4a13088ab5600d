package com.callvault.infra.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Speaks to the cluster that runs on a data folder, from another process. Each method returns an exit code. */
final class RemoteControl {

    private static final String LINE = "%-13s %-9s %8s %6s %6s  %s%n";

    private final Path data;

    RemoteControl(Path data) {
        this.data = data;
    }

    /** 0 if every part runs. */
    int status(PrintStream out, PrintStream err) {
        JsonNode file;
        try {
            file = running();
        } catch (IOException e) {
            return none(err);
        }
        out.printf("%s, supervisor %s%n", file.path("origin").asString(), file.path("supervisor"));
        out.printf(LINE, "part", "state", "pid", "port", "mgmt", "log");
        var all = 0;
        var up = 0;
        for (var part : file.path("parts")) {
            out.printf(
                    LINE,
                    part.path("name").asString(),
                    part.path("state").asString(),
                    part.path("pid").asString("-"),
                    part.path("port").asString("-"),
                    part.path("managementPort").asString("-"),
                    part.path("log").asString());
            all++;
            up += part.path("state").asString().equals("running") ? 1 : 0;
        }
        return all == up ? 0 : 1;
    }

    /** 0 if it is done. */
    int perform(String part, String action, PrintStream out, PrintStream err) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var control = running().path("control");
            var request = HttpRequest.newBuilder(URI.create(
                            "%s/parts/%s/%s".formatted(control.path("uri").asString(), part, action)))
                    .header("Authorization", "Bearer " + control.path("token").asString())
                    .POST(BodyPublishers.noBody())
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            var done = answer.statusCode() == 200;
            (done ? out : err).print(answer.body());
            return done ? 0 : 1;
        } catch (IOException | IllegalArgumentException e) {
            return none(err);
        }
    }

    private int none(PrintStream err) {
        err.printf("No cluster runs in %s: start it with ./callvault cluster, or name its folder with --data.%n", data);
        return 1;
    }

    /** @throws IOException if none runs here */
    private JsonNode running() throws IOException {
        var file = ProcessesFile.read(data);
        if (ProcessHandle.of(file.path("supervisor").asLong()).isEmpty()) {
            throw new IOException("its supervisor is dead");
        }
        return file;
    }
}
