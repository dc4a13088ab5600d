package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which DTLS certificate a device uses in a call. The other's browser is who must check it; a server that does so as well only
 * finds mistakes sooner.
 *
 * @param gen counts peer connections of the call, from 1
 * @param fingerprint {@code sha-256 AB:CD:…}, in one case, so that two can be compared as they are
 * @param intent {@link CallIntent#hash()} of the call's intent
 */
public record MediaProof(
        Address signer,
        CallId call,
        DeviceId device,
        Kind kind,
        long gen,
        String fingerprint,
        String intent,
        Instant iat) {
    private static final Pattern FINGERPRINT =
            Pattern.compile("SHA-256 [0-9A-F]{2}(:[0-9A-F]{2}){31}", Pattern.CASE_INSENSITIVE);

    /** Which description carries it. */
    public enum Kind {
        OFFER,
        ANSWER
    }

    /** @throws com.callvault.common.wire.WireException as {@link Jws#verify}, and {@code malformed} naming a member */
    public static MediaProof verify(String compact, RevokedDevices revoked) {
        VerifiedJws jws = Jws.verify(compact, Purpose.MEDIA, revoked);
        Claims claims = jws.claims();
        return new MediaProof(
                jws.signer(),
                CallId.parse(claims.text("call", Integer.MAX_VALUE)),
                claims.device(),
                kind(claims),
                claims.number("gen", 1),
                fingerprint(claims),
                claims.hash("intent"),
                claims.seconds("iat"));
    }

    private static Kind kind(Claims claims) {
        return switch (claims.text("kind", Integer.MAX_VALUE)) {
            case "offer" -> Kind.OFFER;
            case "answer" -> Kind.ANSWER;
            default -> throw Claims.wrong("kind", "\"offer\" or \"answer\"");
        };
    }

    private static String fingerprint(Claims claims) {
        String text = claims.text("fingerprint", Integer.MAX_VALUE);
        if (!FINGERPRINT.matcher(text).matches()) {
            throw Claims.wrong("fingerprint", "\"sha-256\" and 32 bytes in hexadecimal, with colons between");
        }
        return "sha-256" + text.substring("sha-256".length()).toUpperCase(Locale.ROOT);
    }
}
