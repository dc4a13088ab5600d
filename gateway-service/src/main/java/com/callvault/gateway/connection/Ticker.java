package com.callvault.gateway.connection;

/** A clock that only goes forward, for deadlines and limits: the wall clock may jump. */
@FunctionalInterface
public interface Ticker {
    Ticker SYSTEM = () -> System.nanoTime() / 1_000_000;

    /** Milliseconds since some moment. */
    long millis();
}
