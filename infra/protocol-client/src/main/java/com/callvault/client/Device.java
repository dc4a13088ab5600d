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
    private final CallInbox calls;
    private final ChatStore chats;

    public Device(Identity identity, UUID id) {
        this(identity, id, CallInbox.remembering(), new ChatStore());
    }

    private Device(Identity identity, UUID id, CallInbox calls, ChatStore chats) {
        this.identity = identity;
        this.id = id;
        this.calls = calls;
        this.chats = chats;
    }

    /** A new person with one device. */
    public static Device create() {
        return of(Identity.create());
    }

    /** A further device of this person, signing with the person's own key. */
    public static Device of(Identity identity) {
        return new Device(identity, UUID.randomUUID());
    }

    /** As {@link #create}, of somebody whose messages and calls are too many to be kept here: who drives it keeps them. */
    public static Device forgetful() {
        return forgetful(Identity.create());
    }

    /** As {@link #of}, likewise. */
    public static Device forgetful(Identity identity) {
        return new Device(identity, UUID.randomUUID(), CallInbox.forgetful(), ChatStore.forgetful());
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

    /** The messages that this device holds; always empty for a forgetful one. */
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
