package com.callvault.client;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of one connection: signs intents, acknowledges what it applied, and hands out {@link Call}s. What was
 * applied belongs to the device and is there for its next connection as well.
 */
public final class CallClient {
    private final ProtocolClient client;
    private final AtomicBoolean acknowledging = new AtomicBoolean(true);

    CallClient(ProtocolClient client) {
        this.client = client;
    }

    void received(Frame frame) {
        var call = frame.call();
        long n = frame.number("n");
        if (call == null || n < 1) {
            return;
        }
        var ack = inbox().receive(call, n, frame);
        if (ack != null && acknowledging.get()) {
            client.sendIfOpen(ack(call, ack.peer(), ack.n()));
        }
    }

    static ObjectNode ack(UUID call, String peer, long n) {
        return Json.frame("call:ack")
                .put("call", call.toString())
                .put("peer", peer)
                .put("n", n);
    }

    /** Whether what is applied is acknowledged; it is until this says otherwise. */
    public void acknowledging(boolean on) {
        acknowledging.set(on);
    }

    /** Signs an intent and has it in the ledger. Throws {@link Refused}. */
    public Call place(String peer, Call.Media media) {
        var call = prepare(peer, media);
        var reply = call.init();
        if (reply.is("error")) {
            throw new Refused("call:init", reply);
        }
        return call;
    }

    /** A call that is signed and not yet sent. */
    public Call prepare(String peer, Call.Media media) {
        return prepare(intentClaims(peer, media));
    }

    /** A call of these claims, spoilt or not. */
    public Call prepare(ObjectNode claims) {
        var intent = client.device().identity().sign("callvault-call+jws", claims);
        return placed(
                UUID.fromString(claims.path("call").asString()),
                claims.path("to").asString(),
                intent);
    }

    /** A call with an intent that was made elsewhere. */
    public Call placed(UUID id, String peer, String intent) {
        inbox().placed(id, peer);
        return new Call(client, id, peer, intent, Call.Side.CALLER);
    }

    public ObjectNode intentClaims(String peer, Call.Media media) {
        long now = client.nowMs();
        return Json.object()
                .put("call", Ids.v7(now).toString())
                .put("from", client.address())
                .put("to", peer)
                .put("device", client.device().id().toString())
                .put("media", media.wire())
                .put("aud", client.server().audience())
                .put("iat", now / 1000)
                .put("jti", UUID.randomUUID().toString());
    }

    /** The incoming call of this id, as its callee. */
    public Call awaitIncoming(UUID call, Duration timeout) {
        return incoming(await(call, frame -> frame.is("call:incoming"), timeout, "call:incoming"));
    }

    /** The first incoming call from this person. */
    public Call awaitIncomingFrom(String peer, Duration timeout) {
        return incoming(inbox().applied()
                .await(
                        frame -> frame.is("call:incoming") && frame.text("peer").equals(peer),
                        timeout,
                        "call:incoming from " + peer));
    }

    private Call incoming(Frame frame) {
        return new Call(
                client,
                UUID.fromString(frame.text("call")),
                frame.text("peer"),
                frame.text("intent"),
                Call.Side.CALLEE);
    }

    /** The first applied frame of a call that fits. Throws {@link NotSeen}. */
    public Frame await(UUID call, Predicate<Frame> which, Duration timeout, String what) {
        return inbox().applied()
                .await(frame -> call.equals(frame.call()) && which.test(frame), timeout, what + " of call " + call);
    }

    /** What was applied of a call, in order. */
    public List<Frame> applied(UUID call) {
        return inbox().applied().all(frame -> call.equals(frame.call()));
    }

    /** The lowest {@code n} of a call that is missing while a higher one has come. */
    public OptionalLong firstMissing(UUID call) {
        return inbox().firstMissing(call);
    }

    private CallInbox inbox() {
        return client.device().calls();
    }
}
