package com.callvault.infra.cluster;

import com.callvault.infra.standalone.Service;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a part can be, and the heap that it gets: from little to what 10,000 connections take. */
enum PartKind {
    STORES(null, 64, 256),
    SIGNALING(Service.SIGNALING, 32, 192),
    MESSAGING(Service.MESSAGING, 32, 192),
    GATEWAY(Service.GATEWAY, 96, 384),
    EDGE(null, 48, 256);

    private final @Nullable Service service;
    private final int initialHeapMiB;
    private final int mostHeapMiB;

    PartKind(@Nullable Service service, int initialHeapMiB, int mostHeapMiB) {
        this.service = service;
        this.initialHeapMiB = initialHeapMiB;
        this.mostHeapMiB = mostHeapMiB;
    }

    /** The service that it runs, if it runs one. */
    Optional<Service> service() {
        return Optional.ofNullable(service);
    }

    int initialHeapMiB() {
        return initialHeapMiB;
    }

    int mostHeapMiB() {
        return mostHeapMiB;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such kind */
    static PartKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
