package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.client.Device;
import com.callvault.client.Handshake;
import com.callvault.client.HandshakeRefused;
import com.callvault.client.Identity;
import com.callvault.client.Json;
import com.callvault.client.ProtocolClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The people of one test: connected on demand, and at its end each has seen nothing but what the protocol allows. */
final class People implements AfterEachCallback {
    private final List<ProtocolClient> clients = new ArrayList<>();

    /** Somebody new. */
    ProtocolClient connect() {
        return connect(Device.create());
    }

    /** Somebody new whom the other knows, and so may see how far the ring has come. */
    ProtocolClient connectContactOf(ProtocolClient other) {
        var somebody = connect();
        other.api()
                .put("/api/contacts/" + somebody.address(), Json.object().put("name", "Contact"))
                .ok();
        return somebody;
    }

    /** Another device of the same person. */
    ProtocolClient connectAnotherDeviceOf(ProtocolClient somebody) {
        return connect(Device.of(identityOf(somebody)));
    }

    /** The same device once more. */
    ProtocolClient reconnect(ProtocolClient somebody) {
        return connect(somebody.device());
    }

    ProtocolClient connect(Device device) {
        return keep(ProtocolClient.connect(RunningStandalone.shared().server(), device));
    }

    /** A connection that has said nothing yet. */
    ProtocolClient open(Device device) {
        return keep(ProtocolClient.open(RunningStandalone.shared().server(), device));
    }

    ProtocolClient open(Device device, Handshake handshake) throws HandshakeRefused {
        return keep(ProtocolClient.open(RunningStandalone.shared().server(), device, handshake));
    }

    ProtocolClient keep(ProtocolClient client) {
        clients.add(client);
        return client;
    }

    static Identity identityOf(ProtocolClient somebody) {
        return somebody.device().identity();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            for (var client : clients) {
                assertThat(client.violations()).as("what broke the protocol").isEmpty();
                assertThat(client.device().chats().conflicts())
                        .as("messages told in two ways")
                        .isEmpty();
            }
        } finally {
            clients.forEach(ProtocolClient::close);
            clients.clear();
        }
    }
}
