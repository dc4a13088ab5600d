package com.callvault.client;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One device of a person. It keeps what a page keeps from one connection to the next: the number that rises with each, the
 * call frames it has applied, its messages. So all connections of a device are opened from the same object. Safe for use by several threads.
 */
public final class Device {
    private final Identity identity;
    private final UUID id;
    private final AtomicLong conn = new AtomicLong();
    private final CallInbox calls = new CallInbox();
    private final ChatStore chats = new ChatStore();

    public Device(Identity identity, UUID id) {
        this.identity = identity;
        this.id = id;
    }

    /** A new person with one device. */
    public static Device create() {
        return of(Identity.create());
    }

    /** A further device of this person, signing with the person's own key. */
    public static Device of(Identity identity) {
        return new Device(identity, UUID.randomUUID());
    }

    public Identity identity() {
        return identity;
    }

    public String address() {
        return identity.address();
    }

    public UUID id() {
        return id;
    }

    /** What this device has applied of its calls; outlives a connection, as a page does. */
    CallInbox calls() {
        return calls;
    }

    /** The messages that this device holds. */
    public ChatStore chats() {
        return chats;
    }

    long nextConn() {
        return conn.incrementAndGet();
    }

    /** The number that the newest connection signed; 0 before the first. */
    public long conn() {
        return conn.get();
    }
}
