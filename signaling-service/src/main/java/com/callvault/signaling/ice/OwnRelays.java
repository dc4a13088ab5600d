package com.callvault.signaling.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * TURN servers that share a secret with us. Everybody gets credentials of their own that expire: a name {@code EXPIRY:PERSON} and
 * its HMAC-SHA1 as password, as TURN servers check them ("TURN REST API").
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00">the draft</a>
 */
final class OwnRelays implements Relays {
    private final List<String> urls;
    private final String secret;

    OwnRelays(List<String> urls, String secret) {
        this.urls = urls;
        this.secret = secret;
    }

    @Override
    public List<IceServer> of(String label, Instant expiresAt) {
        String username = expiresAt.getEpochSecond() + ":" + label;
        return List.of(new IceServer(urls, username, hmac(username)));
    }

    private String hmac(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA1", e);
        }
    }
}
