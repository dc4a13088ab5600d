package com.callvault.client;

/** The server answered a request with an error where the caller had no use for one. */
public final class Refused extends RuntimeException {
    private final Frame error;

    Refused(String asked, Frame error) {
        super(asked + " was answered with " + error);
        this.error = error;
    }

    public Frame error() {
        return error;
    }

    public String code() {
        return error.code();
    }
}
