package com.callvault.bench;

import com.callvault.client.Device;
import com.callvault.client.Handshake;
import com.callvault.client.HandshakeRefused;
import com.callvault.client.ProtocolClient;
import com.callvault.client.Server;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** People with one device each, who are connected. */
final class Crowd {

    private static final int CONNECTS_A_SECOND = 150;
    private static final int KEPT_FRAMES = 32;
    private static final int LATER = 503;
    private static final int ASKED_AGAIN_WITHIN_MS = 2_000;
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(15);
    private static final Duration TURN_WITHIN = Duration.ofMinutes(1);

    private Crowd() {}

    /** @throws IllegalStateException if the server does not let one of them in */
    static List<ProtocolClient> connect(int people, Server server, PrintStream progress) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var connecting = new ArrayList<Future<ProtocolClient>>();
            for (var i = 0; i < people; i++) {
                connecting.add(threads.submit(() -> connect(server)));
                TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(1) / CONNECTS_A_SECOND);
            }
            var connected = new ArrayList<ProtocolClient>();
            for (var one : connecting) {
                connected.add(one.get());
            }
            progress.printf("%d people are connected.%n", people);
            return connected;
        } catch (ExecutionException e) {
            throw new IllegalStateException("somebody could not connect", e.getCause());
        }
    }

    /** Who belong together stand next to each other. */
    static int partner(int of) {
        return of ^ 1;
    }

    /** A server that takes newcomers by turns is asked again. */
    private static ProtocolClient connect(Server server) throws HandshakeRefused, InterruptedException {
        var handshake = Handshake.from(server.audience()).within(OPENS_WITHIN);
        var device = Device.forgetful();
        var until = System.nanoTime() + TURN_WITHIN.toNanos();
        while (true) {
            try {
                var client = ProtocolClient.open(server, device, handshake, KEPT_FRAMES);
                client.authenticate();
                return client;
            } catch (HandshakeRefused e) {
                if (e.status() != LATER || System.nanoTime() - until > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(ASKED_AGAIN_WITHIN_MS));
            }
        }
    }
}
