package com.callvault.infra.standalone;

import com.callvault.gateway.GatewayApplication;
import com.callvault.messaging.MessagingApplication;
import com.callvault.signaling.SignalingApplication;
import java.util.Locale;

/** The services that run in this process. Each reads its own settings file, named like it, from the class path. */
public enum Service {
    GATEWAY(0, GatewayApplication.class),
    SIGNALING(1, SignalingApplication.class),
    MESSAGING(2, MessagingApplication.class);

    private final int managementOffset;
    private final Class<?> application;

    Service(int managementOffset, Class<?> application) {
        this.managementOffset = managementOffset;
        this.application = application;
    }

    public Class<?> application() {
        return application;
    }

    /** From the first management port. */
    int managementOffset() {
        return managementOffset;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
