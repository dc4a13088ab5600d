package com.callvault.messaging.testing;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.testing.TestIdentity;
import java.security.SecureRandom;
import java.util.UUID;

/** A device of somebody and its connection. */
public record Person(Address address, DeviceId device, SessionId session) {

    public static Person somebody() {
        return new Person(
                TestIdentity.random(new SecureRandom()).address(),
                new DeviceId(UUID.randomUUID()),
                new SessionId(UUID.randomUUID()));
    }

    /** Another device of the same person. */
    public Person onAnotherDevice() {
        return new Person(address, new DeviceId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
    }

    public Origin at(NodeId node) {
        return new Origin(address, device, session, node);
    }

    public ConversationId with(Person other) {
        return ConversationId.between(address, other.address);
    }
}
