package com.callvault.client;

import java.io.IOException;

/** The server answered the upgrade with something else than 101, or with a 101 that is none. */
public final class HandshakeRefused extends IOException {
    private final int status;

    HandshakeRefused(int status, String why) {
        super("HTTP " + status + ": " + why);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
