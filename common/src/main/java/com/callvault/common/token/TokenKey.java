package com.callvault.common.token;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A key that signs tokens: an Ed25519 private JWK (RFC 8037) in a file of its own, mode 0400, named by its thumbprint
 * (RFC 7638). To rotate: publish the new key beside the old one, wait until services may have read it (10 s), sign with the new
 * one, and take the old one out once its last token has run out.
 */
public final class TokenKey {
    private static final Set<PosixFilePermission> OWNER_READS = EnumSet.of(PosixFilePermission.OWNER_READ);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final OctetKeyPairJsonWebKey jwk;
    private final byte[] seed;

    private TokenKey(OctetKeyPairJsonWebKey jwk, byte[] seed) {
        this.jwk = jwk;
        this.seed = seed;
    }

    /** @throws FileAlreadyExistsException rather than replace a key */
    public static TokenKey create(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        // Whole or not at all: a start that is killed here must not leave half a key.
        Path part = Files.createTempFile(parent, ".token-key", null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            OctetKeyPairJsonWebKey jwk =
                    OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519, null, random);
            jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
            Files.writeString(part, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            Files.setPosixFilePermissions(part, OWNER_READS);
            Files.move(part, file);
        } catch (JoseException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        } finally {
            Files.deleteIfExists(part);
        }
        return load(file);
    }

    /** @throws IOException when it cannot be read, is no such key, or somebody besides its owner may read or write it */
    public static TokenKey load(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty()) {
            throw new IOException("the token key " + file + " is open to others than its owner: chmod 0400 it");
        }
        try {
            if (PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file)) instanceof OctetKeyPairJsonWebKey jwk
                    && jwk.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519)
                    && jwk.getPrivateKey() != null
                    && jwk.getKeyId() != null) {
                byte[] seed =
                        member(jwk, OutputControlLevel.INCLUDE_PRIVATE, OctetKeyPairJsonWebKey.PRIVATE_KEY_MEMBER_NAME);
                byte[] derived = new byte[Ed25519.PUBLIC_KEY_SIZE];
                Ed25519.generatePublicKey(seed, 0, derived, 0);
                if (Arrays.equals(derived, publicKey(jwk))) {
                    return new TokenKey(jwk, seed);
                }
            }
        } catch (JoseException | IllegalArgumentException e) {
            // told below, without the cause: it may quote the key
        }
        throw new IOException("the token key " + file + " is not an Ed25519 private JWK with a kid");
    }

    public static TokenKey loadOrCreate(Path file, SecureRandom random) throws IOException {
        return Files.exists(file) ? load(file) : create(file, random);
    }

    /** The public halves as a JWK Set (RFC 7517), for {@link TokenVerifier}. */
    public static String jwks(List<TokenKey> keys) {
        return new JsonWebKeySet(keys.stream().map(key -> key.jwk).toList()).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    public String kid() {
        return jwk.getKeyId();
    }

    byte[] seed() {
        return seed;
    }

    static byte[] publicKey(OctetKeyPairJsonWebKey jwk) {
        return member(jwk, OutputControlLevel.PUBLIC_ONLY, OctetKeyPairJsonWebKey.PUBLIC_KEY_MEMBER_NAME);
    }

    private static byte[] member(OctetKeyPairJsonWebKey jwk, OutputControlLevel level, String name) {
        return Base64.getUrlDecoder().decode(String.valueOf(jwk.toParams(level).get(name)));
    }
}
