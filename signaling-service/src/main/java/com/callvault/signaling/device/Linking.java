package com.callvault.signaling.device;

import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.DeviceCertificate;
import com.callvault.common.jws.Freshness;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a further device becomes one of a person's: it opens a link and shows the code; a device that holds the address's own key
 * reads the code, compares the check number with the person, and signs a certificate; the new one fetches it. The server could
 * swap the key on the way, which the check number shows (PROTOCOL, "Devices").
 */
@Component
class Linking {
    /** Crockford's base 32: nothing in it is taken for something else. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** 50 bits: of 2000 that wait, a thousand guesses a second find one in decades. */
    private static final int CODE_CHARACTERS = 10;

    private static final int SECRET_BYTES = 32;

    private final Links links;
    private final Devices devices;
    private final LinkSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Linking(Links links, Devices devices, LinkSettings settings, TransactionTemplate transaction, Clock clock) {
        this.links = links;
        this.devices = devices;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a new device is told. */
    sealed interface Opened {
        /** @param secret only this device can fetch the certificate */
        record Open(String code, String secret, long expiresAt) implements Opened {
            @Override
            public String toString() {
                return "Open[…]";
            }
        }

        record TooMany(long retryAfterMs) implements Opened {}
    }

    Opened open(String key, DeviceId device, @Nullable String name, String source) {
        long now = clock.millis();
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long expiresAt = now + settings.life().toMillis();
        Links.Link link = new Links.Link(code(), key, device, name, expiresAt, null);
        Long wait = transaction.execute(status -> links.open(link, hash(secret), source, now));
        return wait == null || wait == 0 ? new Opened.Open(link.code(), secret, expiresAt) : new Opened.TooMany(wait);
    }

    /** For the device that opened it: whether it is certified by now. */
    Links.Link ofNew(String code, String secret) {
        return links.find(code, hash(secret), clock.millis()).orElseThrow(Linking::unknown);
    }

    /** For the device that is to certify: whom. */
    Links.Link waiting(String code) {
        Links.Link link = links.find(code, clock.millis()).orElseThrow(Linking::unknown);
        if (link.certified() != null) {
            throw used();
        }
        return link;
    }

    /**
     * @param ownerName what the person calls themselves, for the new device
     * @throws WireException as {@link DeviceCertificate#verify}; {@code bad_signature} when it is for another device than the
     *     one that waits, {@code clock_skew}, {@code not_found}, {@code conflict}, {@code revoked}, {@code quota_exceeded}
     */
    void confirm(Caller caller, String code, String jws, @Nullable String ownerName) {
        Links.Link link = links.find(code, clock.millis()).orElseThrow(Linking::unknown);
        DeviceCertificate certificate = DeviceCertificate.verify(jws, caller.address());
        Freshness.PROOF.check(certificate.iat(), clock.instant());
        if (!certificate.device().equals(link.device()) || !certificate.key().equals(link.key())) {
            throw new WireException(
                    ErrorCode.BAD_SIGNATURE,
                    "The certificate is for another device than the one that shows this code.");
        }
        String name = certificate.name() == null ? link.name() : certificate.name();
        transaction.executeWithoutResult(status -> {
            if (!links.use(code, new Links.Certified(caller.address(), jws, ownerName))) {
                throw used();
            }
            switch (devices.certify(caller.address(), certificate, jws, name, clock.millis())) {
                case DONE -> {}
                case REVOKED ->
                    throw new WireException(
                            ErrorCode.REVOKED, "That device was removed; it has to begin again with a new key.");
                case OF_ANOTHER_KEY ->
                    throw new WireException(ErrorCode.CONFLICT, "Another of your devices has this id.");
                case TOO_MANY ->
                    throw new WireException(
                            ErrorCode.QUOTA_EXCEEDED, "You have %d devices; remove one first.".formatted(Devices.MOST));
            }
        });
    }

    private String code() {
        return random.ints(CODE_CHARACTERS, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** The secret is random and whole, so that nobody could guess it from its hash. */
    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static WireException unknown() {
        return new WireException(
                ErrorCode.NOT_FOUND, "No device waits with this code; it may be over. Show a new one.");
    }

    private static WireException used() {
        return new WireException(ErrorCode.CONFLICT, "This code was used before. Show a new one.");
    }
}
