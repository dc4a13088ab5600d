package com.callvault.common.token;

import com.callvault.common.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key that signs tokens: an Ed25519 private JWK (RFC 8037) in a file of its own, mode 0400, named by its thumbprint
 * (RFC 7638). To rotate: publish the new key beside the old one, wait until services may have read it (10 s), sign with the new
 * one, and take the old one out once its last token has run out. A key that is taken out because it leaked is believed until
 * services restart.
 */
public final class TokenKey {
    private static final Set<PosixFilePermission> OWNER_READS = EnumSet.of(PosixFilePermission.OWNER_READ);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Of a public key, and of the seed that is the private one. */
    private static final int BYTES = 32;

    private final byte[] seed;
    private final ObjectNode publicJwk;

    private TokenKey(byte[] seed) {
        byte[] key = new byte[BYTES];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        // RFC 7638: the required members, in the order of their names, without white space.
        ObjectNode jwk = Json.MAPPER.createObjectNode();
        jwk.put("crv", "Ed25519").put("kty", "OKP").put("x", base64(key));
        this.publicJwk = jwk.deepCopy().put("kid", base64(sha256(jwk.toString())));
        this.seed = seed;
    }

    /** @throws FileAlreadyExistsException rather than replace a key */
    public static TokenKey create(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        byte[] seed = new byte[BYTES];
        random.nextBytes(seed);
        TokenKey key = new TokenKey(seed);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        // Whole or not at all: a start that is killed here must not leave half a key.
        Path part = Files.createTempFile(folder, ".token-key", null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(
                    part, key.publicJwk.deepCopy().put("d", base64(seed)).toString());
            Files.setPosixFilePermissions(part, OWNER_READS);
            // Of several that start at once on one folder, one makes the key: a move would replace the other's.
            Files.createLink(file, part);
        } finally {
            Files.deleteIfExists(part);
        }
        return key;
    }

    /** @throws IOException when it cannot be read, is no such key, or somebody besides its owner may read or write it */
    public static TokenKey load(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty()) {
            throw new IOException("the token key " + file + " is open to others than its owner: chmod 0400 it");
        }
        try {
            JsonNode jwk = Json.MAPPER.readTree(Files.readString(file));
            byte[] seed = member(jwk, "d");
            if (seed != null) {
                TokenKey key = new TokenKey(seed);
                if (key.publicJwk.path("x").equals(jwk.path("x"))) {
                    return key;
                }
            }
        } catch (JacksonException e) {
            // told below, without the cause: it may quote the key
        }
        throw new IOException("the token key " + file + " is not an Ed25519 private JWK");
    }

    /** What is there, or a new one; the same for all who ask at once. */
    public static TokenKey loadOrCreate(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            try {
                return create(file, random);
            } catch (FileAlreadyExistsException e) {
                // Another process was first.
            }
        }
        return load(file);
    }

    /** The public halves as a JWK Set (RFC 7517), for {@link TokenVerifier}. */
    public static String jwks(List<TokenKey> keys) {
        ObjectNode set = Json.MAPPER.createObjectNode();
        ArrayNode list = set.putArray("keys");
        keys.forEach(key -> list.add(key.publicJwk));
        return set.toString();
    }

    public String kid() {
        return publicJwk.path("kid").stringValue();
    }

    byte[] seed() {
        return seed;
    }

    /** The 32 bytes of a member of an Ed25519 JWK; null when it is no such key or the member is not of that form. */
    static byte @Nullable [] member(JsonNode jwk, String name) {
        if (jwk.path("kty").asString("").equals("OKP")
                && jwk.path("crv").asString("").equals("Ed25519")) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(jwk.path(name).asString(""));
                return bytes.length == BYTES ? bytes : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
