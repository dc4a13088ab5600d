package com.callvault.infra.cluster;

import com.callvault.infra.embedded.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which parts there are and on which loopback ports. The ports stand in one row that the owner chose, below those that the
 * system gives to outgoing connections: a part that is away for a while must find its port free when it comes back.
 *
 * @param services gateways first
 */
record Layout(List<Instance> services, Ports stores) {

    static final int OF_EACH_SERVICE = 2;
    private static final int STORES = 4;

    /**
     * One instance of a service.
     *
     * @param name as people call it, {@code gateway-2}
     * @param number from 1
     */
    record Instance(String name, PartKind kind, int number, int port, int managementPort) {
        String target() {
            return "http://127.0.0.1:" + port;
        }
    }

    /** How many ports a row must have. */
    static int ports(int gateways) {
        return 2 * (gateways + 2 * OF_EACH_SERVICE) + STORES;
    }

    /** Management ports first, as standalone has them; then where the services listen; then the stores. */
    static Layout of(int gateways, int firstPort) {
        var kinds = Stream.of(
                        copies(PartKind.GATEWAY, gateways),
                        copies(PartKind.SIGNALING, OF_EACH_SERVICE),
                        copies(PartKind.MESSAGING, OF_EACH_SERVICE))
                .flatMap(List::stream)
                .toList();
        var services = new ArrayList<Instance>();
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            var number = i - kinds.indexOf(kind) + 1;
            services.add(
                    new Instance(kind.id() + "-" + number, kind, number, firstPort + kinds.size() + i, firstPort + i));
        }
        var store = firstPort + 2 * kinds.size();
        return new Layout(List.copyOf(services), new Ports(store, store + 1, store + 2, store + 3));
    }

    List<Instance> of(PartKind kind) {
        return services.stream().filter(instance -> instance.kind == kind).toList();
    }

    private static List<PartKind> copies(PartKind kind, int count) {
        return Stream.generate(() -> kind).limit(count).toList();
    }
}
