package com.callvault.infra.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executors;

/**
 * Takes {@code POST /parts/NAME/ACTION} on the loopback interface and answers with one sentence: 200 it is done, 404 there is
 * no such part or action, 409 it could not be done. Other users of this machine do not have the token.
 */
final class ControlDoor implements AutoCloseable {

    /** The sentence, and whether it could be done. */
    record Answer(int status, String sentence) {}

    /** Does it; called on any thread, and may take as long as a start takes. */
    @FunctionalInterface
    interface Commands {
        Answer perform(String part, String action) throws InterruptedException;
    }

    private final HttpServer server;
    private final String token;

    ControlDoor(Commands commands) throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        token = HexFormat.of().formatHex(bytes);
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/parts/", exchange -> answer(exchange, commands));
        server.start();
    }

    ProcessesFile.Door address() {
        return new ProcessesFile.Door("http://127.0.0.1:" + server.getAddress().getPort(), token);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, Commands commands) throws IOException {
        try (exchange) {
            var answer = answerTo(exchange, commands);
            var body = (answer.sentence() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answerTo(HttpExchange exchange, Commands commands) {
        var said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!MessageDigest.isEqual(
                ("Bearer " + token).getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8))) {
            return new Answer(401, "The token of processes.json is needed.");
        }
        var path = exchange.getRequestURI().getPath().split("/", -1);
        if (!exchange.getRequestMethod().equals("POST") || path.length != 4) {
            return new Answer(404, "There is only POST /parts/NAME/ACTION.");
        }
        try {
            return commands.perform(path[2], path[3]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(409, "This cluster stops.");
        }
    }
}
