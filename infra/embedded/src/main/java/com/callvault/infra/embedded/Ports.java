package com.callvault.infra.embedded;

import java.util.Set;

/** The loopback ports of the stores. */
public record Ports(int kafka, int kafkaController, int postgres, int redis) {

    /** Four on which nobody listened a moment ago. */
    public static Ports free() {
        return free(Set.of());
    }

    /** @param spokenFor as in {@link LoopbackPorts#find} */
    public static Ports free(Set<Integer> spokenFor) {
        var found = LoopbackPorts.find(4, spokenFor);
        return new Ports(found.get(0), found.get(1), found.get(2), found.get(3));
    }
}
