package com.callvault.infra.standalone;

import java.util.Locale;

/** The services that run in this process. Each reads its own settings file, named like it, from the class path. */
enum Service {
    GATEWAY(0, "com.callvault.gateway.GatewayApplication"),
    SIGNALING(1, "com.callvault.signaling.SignalingApplication"),
    MESSAGING(2, "com.callvault.messaging.MessagingApplication");

    private final int managementOffset;
    private final String application;

    Service(int managementOffset, String application) {
        this.managementOffset = managementOffset;
        this.application = application;
    }

    Class<?> application() {
        try {
            return Class.forName(application);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the first management port. */
    int managementOffset() {
        return managementOffset;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
