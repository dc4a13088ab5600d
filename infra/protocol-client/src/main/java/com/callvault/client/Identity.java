package com.callvault.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person: an Ed25519 key, the address that it is, and what signs in its name (JWS compact, RFC 7515 and RFC 8037).
 * A device with a key of its own is an identity too: the same address, and the certificate goes into each header.
 *
 * <p>BouncyCastle signs, because its Ed25519 takes an eighth of the JDK's time.
 */
public final class Identity {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final byte[] seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    private final String address;
    private final @Nullable String cert;

    private Identity(byte[] seed, @Nullable String address, @Nullable String cert) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("a seed has 32 bytes");
        }
        this.seed = seed.clone();
        Ed25519.generatePublicKey(this.seed, 0, publicKey, 0);
        this.address = address == null ? addressOf(publicKey) : address;
        this.cert = cert;
    }

    public static Identity create() {
        var seed = new byte[Ed25519.SECRET_KEY_SIZE];
        RANDOM.nextBytes(seed);
        return new Identity(seed, null, null);
    }

    public static Identity ofSeed(String hex) {
        return new Identity(HexFormat.of().parseHex(hex), null, null);
    }

    /** A device of this person with a key of its own, certified by this one. {@code iat} in seconds. */
    public Identity certify(UUID device, String name, long iat) {
        var seed = new byte[Ed25519.SECRET_KEY_SIZE];
        RANDOM.nextBytes(seed);
        var key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        var certificate = sign(
                "callvault-device+jws",
                Json.object()
                        .put("device", device.toString())
                        .put("key", base64Url(key))
                        .put("name", name)
                        .put("iat", iat));
        return new Identity(seed, address, certificate);
    }

    public String address() {
        return address;
    }

    /** The claims, in the order they were put, signed for one purpose. */
    public String sign(String typ, ObjectNode claims) {
        var header = Json.object().put("alg", "EdDSA").put("typ", typ).put("kid", address);
        if (cert != null) {
            header.put("cert", cert);
        }
        return signWithHeader(header, claims);
    }

    /** Signs whatever header it is given, also one that no server may accept. */
    public String signWithHeader(ObjectNode header, ObjectNode claims) {
        var input = base64Url(utf8(Json.write(header))) + "." + base64Url(utf8(Json.write(claims)));
        var bytes = input.getBytes(StandardCharsets.US_ASCII);
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, bytes, 0, bytes.length, signature, 0);
        return input + "." + base64Url(signature);
    }

    /** What the other's client sees in a signature, or why it does not believe it. */
    public sealed interface Verified {
        record Genuine(String signer, JsonNode claims) implements Verified {}

        record Forged(String why) implements Verified {}
    }

    /** Checks purpose, signature and, where a device signed, the certificate; freshness is the caller's to judge. */
    public static Verified verify(String jws, String typ) {
        var parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            return new Verified.Forged("three parts are missing");
        }
        try {
            var header = Json.parse(fromBase64Url(parts[0]));
            if (!header.path("alg").asString("").equals("EdDSA")) {
                return new Verified.Forged("algorithm");
            }
            if (!header.path("typ").asString("").equals(typ)) {
                return new Verified.Forged("purpose");
            }
            var signer = header.path("kid").asString("");
            byte[] key = keyOf(signer);
            var claims = Json.parse(fromBase64Url(parts[1]));
            var certificate = header.path("cert").asString("");
            if (!certificate.isEmpty()) {
                if (!(verify(certificate, "callvault-device+jws") instanceof Verified.Genuine device)
                        || !device.signer().equals(signer)
                        || !device.claims().path("device").equals(claims.path("device"))) {
                    return new Verified.Forged("certificate");
                }
                key = Base64.getUrlDecoder().decode(device.claims().path("key").asString(""));
            }
            var input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            var signature = Base64.getUrlDecoder().decode(parts[2]);
            if (signature.length != Ed25519.SIGNATURE_SIZE
                    || key.length != Ed25519.PUBLIC_KEY_SIZE
                    || !Ed25519.validatePublicKeyFull(key, 0)
                    || !Ed25519.verify(signature, 0, key, 0, input, 0, input.length)) {
                return new Verified.Forged("signature");
            }
            return new Verified.Genuine(signer, claims);
        } catch (RuntimeException e) {
            return new Verified.Forged(e.getClass().getSimpleName());
        }
    }

    /** Whether this is the canonical address of a key that can be signed with. */
    public static boolean isAddress(String text) {
        try {
            var key = keyOf(text);
            return key.length == Ed25519.PUBLIC_KEY_SIZE
                    && Ed25519.validatePublicKeyFull(key, 0)
                    && addressOf(key).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The id of the conversation of two people, and the key of the pair. */
    public static String conversation(String one, String other) {
        var lower = one.compareTo(other) < 0 ? one : other;
        var higher = lower.equals(one) ? other : one;
        return "dm:" + Base58.encode(sha256(lower + "\n" + higher));
    }

    /** How an acceptance and a media proof name the intent: base64url of its SHA-256. */
    public static String intentHash(String intent) {
        return base64Url(sha256(intent));
    }

    public static String base64Url(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    /** The address of any 32 bytes, also of a key that no server may accept. */
    public static String addressOf(byte[] publicKey) {
        return "call:" + Base58.encode(publicKey);
    }

    private static byte[] keyOf(String address) {
        if (!address.startsWith("call:")) {
            throw new IllegalArgumentException("not an address");
        }
        return Base58.decode(address.substring("call:".length()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(utf8(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fromBase64Url(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
