package com.callvault.common.jws;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One compact JWS (RFC 7515, 7.1) by Ed25519 (RFC 8037), taken apart but not yet believed: {@link #isSignedBy} tells who made
 * it. There is one text for each signed thing, so that its hash is its name: base64url is canonical, a member stands once, and
 * BouncyCastle refuses an S that is not below the group's order. Hence it is read here and not by jose4j, which takes padding,
 * white space and unused bits, and is the other side in the tests. Immutable.
 */
public final class CompactJws {
    /** Bounds the work that an unproven text can cause; ours are within 2 KiB, certificate included. */
    public static final int MOST_CHARACTERS = 8192;

    private static final String ALGORITHM = "EdDSA";

    /** What would let the header choose the key or change what is signed. */
    private static final List<String> REFUSED = List.of("crit", "b64", "jwk", "jku", "x5u", "x5c");

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String compact;
    private final JsonNode header;
    private final String payload;
    private final JsonNode claims;
    private final byte[] signature;

    private CompactJws(String compact, JsonNode header, String payload, JsonNode claims, byte[] signature) {
        this.compact = compact;
        this.header = header;
        this.payload = payload;
        this.claims = claims;
        this.signature = signature;
    }

    /**
     * @param typ the only {@code typ} that is taken
     * @throws WireException {@code malformed} when it is no such form; {@code bad_signature} when its algorithm, type or a
     *     header member can never be right
     */
    public static CompactJws parse(String compact, String typ) {
        if (compact.length() > MOST_CHARACTERS) {
            throw malformed("A JWS has at most " + MOST_CHARACTERS + " characters.");
        }
        int first = compact.indexOf('.');
        int last = compact.lastIndexOf('.');
        if (first < 0 || compact.indexOf('.', first + 1) != last || first == last) {
            throw malformed("A compact JWS has three parts between two dots.");
        }
        JsonNode header = object(text(decode(compact.substring(0, first))), "header");
        if (!ALGORITHM.equals(member(header, "alg"))) {
            throw badSignature("A signature's \"alg\" is EdDSA and nothing else.");
        }
        if (!typ.equals(member(header, "typ"))) {
            throw badSignature(
                    "A signature made for another purpose does not count here: its \"typ\" must be " + typ + ".");
        }
        for (String name : REFUSED) {
            if (header.has(name)) {
                throw badSignature("A signature's header may not have \"" + name + "\".");
            }
        }
        byte[] signature = decode(compact.substring(last + 1));
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            throw badSignature("An Ed25519 signature has " + Ed25519.SIGNATURE_SIZE + " bytes.");
        }
        String payload = text(decode(compact.substring(first + 1, last)));
        return new CompactJws(compact, header, payload, object(payload, "payload"), signature);
    }

    /**
     * Signs, deterministically. Members of the header stand in the order {@code alg, typ, kid, cert}.
     *
     * @param seed the 32 bytes of an Ed25519 private key
     */
    public static String sign(String typ, String kid, @Nullable String cert, String payload, byte[] seed) {
        ObjectNode header = Json.MAPPER.createObjectNode();
        header.put("alg", ALGORITHM).put("typ", typ).put("kid", kid);
        if (cert != null) {
            header.put("cert", cert);
        }
        String input = encode(Json.write(header).getBytes(StandardCharsets.UTF_8))
                + "."
                + encode(payload.getBytes(StandardCharsets.UTF_8));
        byte[] message = input.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return input + "." + encode(signature);
    }

    /** @param publicKey 32 bytes that have passed the full check of a key, as an {@code Address}'s have */
    public boolean isSignedBy(byte[] publicKey) {
        byte[] message = compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    }

    /** @throws WireException {@code malformed} when there is none */
    public String kid() {
        String kid = member(header, "kid");
        if (kid == null) {
            throw malformed("A signature's header names its signer in \"kid\".");
        }
        return kid;
    }

    @Nullable
    String cert() {
        if (header.has("cert") && member(header, "cert") == null) {
            throw malformed("A header's \"cert\" is a compact JWS.");
        }
        return member(header, "cert");
    }

    /** The JSON that is signed, as it was sent. */
    public String payload() {
        return payload;
    }

    /** The members that are signed, each decoded strictly. */
    public Claims claims() {
        return new Claims(claims);
    }

    /** The SHA-256 of this text, base64url: how an acceptance or a media proof names the intent. */
    public String hash() {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(compact.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Canonical base64url without padding (RFC 7515, 2), and nothing that merely decodes to the same. */
    static byte[] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (encode(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw malformed("A part of the JWS is not canonical base64url without padding.");
    }

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("A JWS holds UTF-8.");
        }
    }

    private static JsonNode object(String json, String part) {
        try {
            JsonNode tree = Json.MAPPER.readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            // told below
        }
        throw malformed("A JWS's " + part + " is one JSON object, and no member stands in it twice.");
    }

    private static @Nullable String member(JsonNode header, String name) {
        JsonNode value = header.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    private static WireException malformed(String why) {
        return new WireException(ErrorCode.MALFORMED, why);
    }

    private static WireException badSignature(String why) {
        return new WireException(ErrorCode.BAD_SIGNATURE, why);
    }
}
