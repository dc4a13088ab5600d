package com.callvault.infra.standalone;

import java.util.Locale;

/** The services that run in this process. Each reads its own settings file, named like it, from the class path. */
enum Service {
    GATEWAY("com.callvault.gateway.GatewayApplication"),
    SIGNALING("com.callvault.signaling.SignalingApplication"),
    MESSAGING("com.callvault.messaging.MessagingApplication");

    private final String application;

    Service(String application) {
        this.application = application;
    }

    Class<?> application() {
        try {
            return Class.forName(application);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
