package com.callvault.system;

import com.callvault.client.Call;
import com.callvault.client.Call.Media;
import com.callvault.client.Frame;
import com.callvault.client.Identity;
import com.callvault.client.Json;
import com.callvault.client.ProtocolClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** One misbehaving client, the person it writes to or calls, and the words it can say wrong. */
record Scene(People people, ProtocolClient mallory, ProtocolClient peer, List<UUID> refusedCalls) {
    /** The order of Ed25519's group, little-endian: added to a signature's S it gives a second, forbidden form. */
    private static final byte[] GROUP_ORDER = {
        (byte) 0xed,
        (byte) 0xd3,
        (byte) 0xf5,
        0x5c,
        0x1a,
        0x63,
        0x12,
        0x58,
        (byte) 0xd6,
        (byte) 0x9c,
        (byte) 0xf7,
        (byte) 0xa2,
        (byte) 0xde,
        (byte) 0xf9,
        (byte) 0xde,
        0x14,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0x10
    };

    Scene(People people) {
        this(people, people.connect(), people.connect(), new ArrayList<>());
    }

    /** A text frame of exactly so many bytes, which would be a ping if its size were. */
    static String pingOf(int bytes) {
        var empty = Json.write(Json.frame("ping").put("pad", ""));
        return Json.write(Json.frame("ping").put("pad", "x".repeat(bytes - empty.length())));
    }

    void text(String body) {
        mallory.send(mallory.chats().text(peer.address(), body).put("id", "m"));
    }

    /** An intent to the peer whose claims were spoilt before signing. */
    void intent(UnaryOperator<ObjectNode> spoil) {
        var claims = spoil.apply(mallory.calls().intentClaims(peer.address(), Media.AUDIO));
        init(mallory.calls().prepare(claims), peer.address());
    }

    /** An intent that was spoilt after signing. */
    void signedIntent(UnaryOperator<String> spoil) {
        var call = prepared();
        init(call, spoil.apply(call.intent()), peer.address());
    }

    /** An intent under another header. */
    void intentWithHeader(String alg, String typ, String kid) {
        var claims = mallory.calls().intentClaims(peer.address(), Media.AUDIO);
        var header = Json.object().put("alg", alg).put("typ", typ).put("kid", kid);
        init(mallory.calls().prepare(claims), identity().signWithHeader(header, claims), peer.address());
    }

    /** Says {@code call:init}; a call that nobody placed before must not come into being by it. */
    void init(Call call, String intent, String peerAddress) {
        refusedCalls.add(call.id());
        mallory.send(Json.frame("call:init")
                .put("id", "m")
                .put("call", call.id().toString())
                .put("peer", peerAddress)
                .put("intent", intent));
    }

    void init(Call call, String peerAddress) {
        init(call, call.intent(), peerAddress);
    }

    Call prepared() {
        return mallory.calls().prepare(peer.address(), Media.AUDIO);
    }

    Identity identity() {
        return People.identityOf(mallory);
    }

    /** A call between two others that rings. */
    Call ofOthers() {
        var call = people.connect().calls().place(peer.address(), Media.AUDIO);
        peer.calls().awaitIncoming(call.id(), Duration.ofSeconds(10));
        return call;
    }

    /** That call, as Mallory would speak of it: to its callee. */
    Call asIfMallorys(Call call) {
        return mallory.calls().placed(call.id(), peer.address(), call.intent());
    }

    void say(ObjectNode frame) {
        mallory.send(frame.put("id", "m"));
    }

    static String withOtherClaims(String jws) {
        var parts = jws.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"audio\"", "\"video\"");
        return parts[0] + "." + Identity.base64Url(claims.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    }

    static String withoutSignature(String jws) {
        return jws.substring(0, jws.lastIndexOf('.') + 1);
    }

    static String withOtherFormOfItsSignature(String jws) {
        var signature = Base64.getUrlDecoder().decode(jws.substring(jws.lastIndexOf('.') + 1));
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (GROUP_ORDER[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >>> 8;
        }
        return withoutSignature(jws) + Identity.base64Url(signature);
    }

    static boolean answers(Frame frame, String expected) {
        return expected.startsWith("error ")
                ? frame.code().equals(expected.substring("error ".length()))
                : frame.is(expected);
    }
}
