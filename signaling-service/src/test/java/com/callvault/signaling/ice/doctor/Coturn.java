package com.callvault.signaling.ice.doctor;

import com.callvault.infra.embedded.Processes;
import com.callvault.signaling.ice.doctor.TurnDoctor.Credentials;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;

/** A real coturn of its own: its files in a folder, its process ended with it. */
final class Coturn implements Closeable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Process process;
    private final Path log;

    private Coturn(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Comes back once it answers over TCP, which it listens on after UDP.
     *
     * @param folder for its configuration, log and database; empty
     * @param server where it answers, seen from this process
     * @param configuration lines of {@code turnserver.conf}
     * @param prefix words before the program's name, such as {@code ip netns exec NAME} or {@code faketime -f +1h}
     */
    static Coturn start(Path folder, InetSocketAddress server, String configuration, String... prefix)
            throws IOException {
        Path file = Files.writeString(folder.resolve("turnserver.conf"), configuration);
        Path log = folder.resolve("turnserver.log");
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                "turnserver",
                "-c",
                file.toString(),
                "--userdb",
                folder.resolve("turndb").toString(),
                "--pidfile",
                folder.resolve("turnserver.pid").toString()));
        Coturn coturn = new Coturn(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
        try {
            coturn.awaitAnswer(server);
        } catch (IOException e) {
            coturn.close();
            throw e;
        }
        return coturn;
    }

    /**
     * What {@code ./callvault coturn} prints.
     *
     * @param environment beside it no setting of TURN is there
     */
    static String shipped(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "sh", Path.of("..", "infra", "coturn", "configure").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("TURN_"));
        builder.environment().putAll(environment);
        Process script = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (script.waitFor() != 0) {
            throw new IOException("there is no configuration with these settings");
        }
        return printed;
    }

    /** As coturn checks them by the secret that it shares, good for a minute. */
    static Credentials.Pair credentials(String secret, String person) {
        String name = Instant.now().plusSeconds(60).getEpochSecond() + ":" + person;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] password = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return new Credentials.Pair(name, Base64.getEncoder().encodeToString(password));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA1", e);
        }
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** A prefix may stay its parent, as faketime does. */
    @Override
    public void close() throws IOException {
        for (ProcessHandle child : process.descendants().toList()) {
            Processes.end(child, GRACE);
        }
        Processes.end(process.toHandle(), GRACE);
    }

    private void awaitAnswer(InetSocketAddress server) throws IOException {
        ServerUrl url = ServerUrl.parse(
                "stun:[%s]:%d?transport=tcp".formatted(server.getAddress().getHostAddress(), server.getPort()));
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try (TurnSession session = new TurnSession(Carrier.open(url, server, tls, PATIENCE), PATIENCE)) {
                session.bind();
                return;
            } catch (IOException e) {
                if (ended() || System.nanoTime() >= deadline) {
                    throw new IOException("coturn does not answer; it said:\n" + log(), e);
                }
            }
        }
    }

    /** Waits a moment for it. */
    private boolean ended() throws IOException {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while coturn starts");
        }
    }
}
