package com.callvault.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One call as one of its two sides sees it. Each method that sends waits for the answer and returns it, error or not. */
public final class Call {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FINGERPRINT = Pattern.compile("(?m)^a=fingerprint:(.+?)\\r?$");

    /** What the caller asks for. */
    public enum Media {
        AUDIO,
        VIDEO;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which of the two this is. */
    public enum Side {
        CALLER,
        CALLEE
    }

    private final ProtocolClient client;
    private final UUID id;
    private final String peer;
    private final String intent;
    private final Side side;
    private final Map<Long, String> fingerprints = new ConcurrentHashMap<>();
    private final Map<Long, String> peerFingerprints = new ConcurrentHashMap<>();
    private @Nullable String acceptance;

    Call(ProtocolClient client, UUID id, String peer, String intent, Side side) {
        this.client = client;
        this.id = id;
        this.peer = peer;
        this.intent = intent;
        this.side = side;
    }

    public UUID id() {
        return id;
    }

    public String peer() {
        return peer;
    }

    public String intent() {
        return intent;
    }

    /** The same call on another connection; one of another device makes an acceptance and fingerprints of its own. */
    public Call on(ProtocolClient other) {
        var moved = new Call(other, id, peer, intent, side);
        if (other.device() == client.device()) {
            moved.acceptance = acceptance;
            moved.fingerprints.putAll(fingerprints);
        }
        moved.peerFingerprints.putAll(peerFingerprints);
        return moved;
    }

    /** This call, spoken of as if the other were somebody else. */
    public Call as(String otherPeer) {
        return new Call(client, id, otherPeer, intent, side);
    }

    // What this side says

    public Frame init() {
        return client.ask(frame("call:init").put("intent", intent));
    }

    public Frame ringing() {
        return client.ask(frame("call:ringing"));
    }

    public Frame accept() {
        return client.ask(acceptFrame());
    }

    /** Accepts and ends that other call. */
    public Frame acceptReplacing(UUID other) {
        return client.ask(acceptFrame().put("replaces", other.toString()));
    }

    /** The acceptance is made once, so that a repeat is the same frame. */
    public ObjectNode acceptFrame() {
        if (acceptance == null) {
            acceptance = client.device()
                    .identity()
                    .sign(
                            "callvault-accept+jws",
                            Json.object()
                                    .put("call", id.toString())
                                    .put("from", client.address())
                                    .put("device", client.device().id().toString())
                                    .put("intent", Identity.intentHash(intent))
                                    .put("iat", client.nowSeconds()));
        }
        return frame("call:accept").put("acceptance", acceptance);
    }

    public Frame reject() {
        return client.ask(frame("call:reject"));
    }

    public Frame reject(String reason) {
        return client.ask(frame("call:reject").put("reason", reason));
    }

    public Frame end() {
        return client.ask(frame("call:end"));
    }

    public Frame end(String reason) {
        return client.ask(frame("call:end").put("reason", reason));
    }

    public Frame offer(long gen) {
        return client.ask(description("offer", gen));
    }

    public Frame answer(long gen) {
        return client.ask(description("answer", gen));
    }

    /** Candidates of these texts; none ends them. */
    public Frame ice(long gen, String... candidates) {
        var frame = frame("webrtc:ice").put("gen", gen);
        var list = frame.putArray("candidates");
        for (var candidate : candidates) {
            list.addObject().put("candidate", candidate).put("sdpMid", "0").put("sdpMLineIndex", 0);
        }
        return client.ask(frame);
    }

    public Frame report(String event) {
        return client.ask(frame("call:report").put("event", event));
    }

    /** A description of this device with its proof; the fingerprint stays the same within a generation. */
    public ObjectNode description(String kind, long gen) {
        var fingerprint = fingerprints.computeIfAbsent(gen, unused -> randomFingerprint());
        return frame("webrtc:" + kind)
                .put("gen", gen)
                .put("sdp", sdp(fingerprint))
                .put("proof", proof(kind, gen, fingerprint));
    }

    public String proof(String kind, long gen, String fingerprint) {
        return client.device()
                .identity()
                .sign(
                        "callvault-media+jws",
                        Json.object()
                                .put("call", id.toString())
                                .put("device", client.device().id().toString())
                                .put("kind", kind)
                                .put("gen", gen)
                                .put("fingerprint", fingerprint)
                                .put("intent", Identity.intentHash(intent))
                                .put("iat", client.nowSeconds()));
    }

    /** A frame about this call, to be filled. */
    public ObjectNode frame(String type) {
        return Json.frame(type).put("call", id.toString()).put("peer", peer);
    }

    // What this side hears

    /** The first applied frame of this type, whether it has come or comes yet. */
    public Frame await(String type, Duration timeout) {
        return await(frame -> frame.is(type), timeout, type);
    }

    public Frame await(Predicate<Frame> which, Duration timeout, String what) {
        return client.calls().await(id, which, timeout, what);
    }

    public Frame awaitProgress(String state, Duration timeout) {
        return await(
                frame -> frame.is("call:progress") && frame.text("state").equals(state),
                timeout,
                "call:progress " + state);
    }

    /** @throws NotSeen when it does not end, or ends with another reason */
    public Frame awaitEnded(String reason, Duration timeout) {
        var ended = await("call:ended", timeout);
        if (!ended.text("reason").equals(reason)) {
            throw new NotSeen("call " + id + " ended with " + ended.text("reason") + ", not with " + reason);
        }
        return ended;
    }

    /** What was applied of this call, in order. */
    public List<Frame> applied() {
        return client.calls().applied(id);
    }

    /**
     * What the other's browser would hold against a description before it lets media flow; empty when it believes it.
     * The peer's device is the one of the intent or of the acceptance.
     */
    public List<String> distrust(Frame description) {
        var proof = Identity.verify(description.text("proof"), "callvault-media+jws");
        return switch (proof) {
            case Identity.Verified.Forged(var why) -> List.of("proof: " + why);
            case Identity.Verified.Genuine(var signer, var claims) -> {
                var wrong = new ArrayList<String>();
                long gen = description.number("gen");
                var fingerprint = claims.path("fingerprint").asString("");
                expect(wrong, "signer", peer, signer);
                expect(wrong, "call", id.toString(), claims.path("call").asString(""));
                expect(wrong, "device", peerDevice(), claims.path("device").asString(""));
                expect(
                        wrong,
                        "kind",
                        description.type(),
                        "webrtc:" + claims.path("kind").asString(""));
                expect(wrong, "gen", String.valueOf(gen), claims.path("gen").asString(""));
                expect(
                        wrong,
                        "intent",
                        Identity.intentHash(intent),
                        claims.path("intent").asString(""));
                var inDescription = FINGERPRINT
                        .matcher(description.text("sdp"))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
                if (inDescription.isEmpty()) {
                    wrong.add("no fingerprint");
                }
                inDescription.forEach(found -> expect(wrong, "fingerprint", caseless(fingerprint), caseless(found)));
                var before = peerFingerprints.putIfAbsent(gen, caseless(fingerprint));
                expect(
                        wrong,
                        "fingerprint of the generation",
                        before == null ? caseless(fingerprint) : before,
                        caseless(fingerprint));
                yield wrong;
            }
        };
    }

    private String peerDevice() {
        var jws = side == Side.CALLEE
                ? intent
                : await("call:accepted", Duration.ZERO).text("acceptance");
        var typ = side == Side.CALLEE ? "callvault-call+jws" : "callvault-accept+jws";
        return Identity.verify(jws, typ) instanceof Identity.Verified.Genuine genuine
                ? genuine.claims().path("device").asString("")
                : "";
    }

    private static void expect(List<String> wrong, String what, String expected, String found) {
        if (!expected.equals(found)) {
            wrong.add(what);
        }
    }

    private static String caseless(String fingerprint) {
        return fingerprint.strip().toLowerCase(Locale.ROOT);
    }

    private static String randomFingerprint() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "sha-256 " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
    }

    /** As short as a description can be that a browser would still read: one bundled audio line. */
    private static String sdp(String fingerprint) {
        return String.join(
                        "\r\n",
                        Arrays.asList(
                                "v=0",
                                "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
                                "s=-",
                                "t=0 0",
                                "a=group:BUNDLE 0",
                                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                                "c=IN IP4 0.0.0.0",
                                "a=rtcp-mux",
                                "a=ice-ufrag:" + fingerprint.substring(8, 10) + fingerprint.substring(11, 13),
                                "a=ice-pwd:"
                                        + fingerprint
                                                .replaceAll("[^0-9A-F]", "")
                                                .substring(0, 24),
                                "a=fingerprint:" + fingerprint,
                                "a=setup:actpass",
                                "a=mid:0",
                                "a=sendrecv",
                                "a=rtpmap:111 opus/48000/2"))
                + "\r\n";
    }
}
