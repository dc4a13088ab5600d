package com.callvault.infra.embedded;

/** The loopback ports of the stores. */
public record Ports(int kafka, int kafkaController, int postgres, int redis) {

    /** Four on which nobody listened a moment ago. */
    public static Ports free() {
        var found = LoopbackPorts.find(4);
        return new Ports(found.get(0), found.get(1), found.get(2), found.get(3));
    }
}
