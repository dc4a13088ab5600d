package com.callvault.infra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of the loopback on which nobody listened a moment ago. */
public final class LoopbackPorts {
    /** Below what systems give to outgoing connections, so that none of those takes a port between our look and its use. */
    private static final int FIRST = 10_000;

    private static final int COUNT = 22_000;
    private static final int TRIES = 1_000;

    private LoopbackPorts() {}

    /**
     * So many different ones.
     *
     * @param spokenFor those on which somebody is about to listen, and does not yet
     */
    public static List<Integer> find(int count, Set<Integer> spokenFor) {
        var found = new LinkedHashSet<Integer>();
        while (found.size() < count) {
            var port = findRow(1);
            if (!spokenFor.contains(port)) {
                found.add(port);
            }
        }
        return List.copyOf(found);
    }

    /**
     * @return the first of so many in a row
     * @throws UncheckedIOException where there are none
     */
    public static int findRow(int count) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            int first = FIRST + ThreadLocalRandom.current().nextInt(COUNT - count + 1);
            if (IntStream.range(first, first + count).allMatch(LoopbackPorts::isFree)) {
                return first;
            }
        }
        throw new UncheckedIOException(new BindException(
                "no %d free ports in a row from %d to %d".formatted(count, FIRST, FIRST + COUNT - 1)));
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
