package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.SessionId;
import com.callvault.common.jws.CompactJws;
import com.callvault.common.jws.Purpose;
import com.callvault.common.route.Attached;
import com.callvault.common.route.Route;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** A device of a person: signs, sends frames through a gateway, and keeps everything that it was sent. Acknowledges on request. */
public final class FakeDevice {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestIdentity person;
    final DeviceId id;
    private FakeGateway gateway;
    private SessionId session = new SessionId(UUID.randomUUID());
    private long conn;
    private final List<ServerFrame> frames = new ArrayList<>();

    private FakeDevice(TestIdentity person, DeviceId id, FakeGateway gateway) {
        this.person = person;
        this.id = id;
        this.gateway = gateway;
    }

    /** Connected at once. */
    public static FakeDevice of(TestIdentity person, FakeGateway gateway) {
        FakeDevice device = away(person, gateway);
        device.attach(gateway);
        return device;
    }

    /** With a key of its own, which its owner has certified; connected at once. */
    public static FakeDevice linked(TestIdentity owner, FakeGateway gateway) {
        DeviceId id = new DeviceId(UUID.randomUUID());
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        FakeDevice device = new FakeDevice(owner.device(id, seed), id, gateway);
        device.attach(gateway);
        return device;
    }

    /** Not connected anywhere. */
    public static FakeDevice away(TestIdentity person, FakeGateway gateway) {
        return new FakeDevice(person, new DeviceId(UUID.randomUUID()), gateway);
    }

    public Address address() {
        return person.address();
    }

    public DeviceId id() {
        return id;
    }

    /** Connects, and is handed what is owed. */
    public List<ServerFrame> attach(FakeGateway to) {
        gateway = to;
        session = new SessionId(UUID.randomUUID());
        to.hold(session, this);
        Attached attached = to.routes
                .attach(address(), id, new Route(to.node, session, ++conn))
                .toCompletableFuture()
                .join();
        List<ServerFrame> owed = ((Attached.Accepted) attached)
                .owed().stream().map(FrameCodec::decodeServer).toList();
        owed.forEach(this::received);
        return owed;
    }

    public void detach() {
        gateway.drop(session);
        gateway.routes
                .detach(address(), id, new Route(gateway.node, session, conn))
                .toCompletableFuture()
                .join();
    }

    public TestIdentity person() {
        return person;
    }

    public Origin origin() {
        return new Origin(address(), id, session, gateway.node);
    }

    public UUID send(ClientFrame.CallFrame frame) {
        UUID command = UUID.randomUUID();
        send(command, frame);
        return command;
    }

    public void send(UUID command, ClientFrame.CallFrame frame) {
        gateway.write(command, origin(), frame, Instant.now());
    }

    void received(ServerFrame frame) {
        synchronized (frames) {
            frames.add(frame);
            frames.notifyAll();
        }
    }

    public List<ServerFrame> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    public <T extends ServerFrame> List<T> frames(Class<T> kind) {
        return frames().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits for a frame of a kind; one that was there before counts. */
    public <T extends ServerFrame> T await(Class<T> kind, Predicate<T> which) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (frames) {
            while (true) {
                for (ServerFrame frame : frames) {
                    if (kind.isInstance(frame) && which.test(kind.cast(frame))) {
                        return kind.cast(frame);
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                assertThat(left)
                        .as("waited for a %s; there were %s", kind.getSimpleName(), frames)
                        .isPositive();
                try {
                    frames.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    public <T extends ServerFrame> T await(Class<T> kind) {
        return await(kind, any -> true);
    }

    public ServerFrame.Ok ok(String re) {
        return await(ServerFrame.Ok.class, ok -> re.equals(ok.re()));
    }

    public ServerFrame.Refused refused(String re) {
        return await(ServerFrame.Refused.class, error -> re.equals(error.re()));
    }

    public ServerFrame.CallIncoming rings(CallId call) {
        return await(ServerFrame.CallIncoming.class, ring -> ring.call().equals(call));
    }

    public ServerFrame.CallEnded ends(CallId call) {
        return await(ServerFrame.CallEnded.class, end -> end.call().equals(call));
    }

    public static CallId newCall() {
        return new CallId(UUID.randomUUID());
    }

    public String intent(CallId call, Address to) {
        return person.sign(Purpose.CALL, Json.write(intentClaims(call, to)));
    }

    public ObjectNode intentClaims(CallId call, Address to) {
        return Json.MAPPER
                .createObjectNode()
                .put("call", call.toString())
                .put("from", address().value())
                .put("to", to.value())
                .put("device", id.toString())
                .put("media", "video")
                .put("name", "Somebody")
                .put("aud", Service.ORIGIN)
                .put("iat", Instant.now().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }

    /** Places a call and returns its intent. */
    public String calls(CallId call, FakeDevice other, String re) {
        String intent = intent(call, other.address());
        send(new ClientFrame.CallInit(re, call, other.address(), intent));
        return intent;
    }

    public String acceptance(CallId call, String intent) {
        return person.sign(
                Purpose.ACCEPT,
                Json.write(Json.MAPPER
                        .createObjectNode()
                        .put("call", call.toString())
                        .put("from", address().value())
                        .put("device", id.toString())
                        .put(
                                "intent",
                                CompactJws.parse(intent, Purpose.CALL.typ()).hash())
                        .put("iat", Instant.now().getEpochSecond())));
    }

    public void accepts(CallId call, Address peer, String intent, String re) {
        send(new ClientFrame.CallAccept(re, call, peer, acceptance(call, intent), null));
    }

    public void acks(CallId call, Address peer, long n) {
        send(new ClientFrame.CallAck(null, call, peer, n));
    }
}
