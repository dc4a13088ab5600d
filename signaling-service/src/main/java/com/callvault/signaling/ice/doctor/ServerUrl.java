package com.callvault.signaling.ice.doctor;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a STUN or TURN server is asked, and how (RFC 7064, RFC 7065).
 *
 * @param text as it is written in the settings
 * @param relays whether it is a TURN server
 */
public record ServerUrl(String text, boolean relays, Transport transport, String host, int port) {
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    private static final Pattern FORM = Pattern.compile(
            "(stun|turn)(s?):(?:\\[([^\\]]+)\\]|([^:?\\[\\]]+))(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?");
    private static final int PORT = 3478;
    private static final int TLS_PORT = 5349;

    /** @throws IllegalArgumentException where it has another form */
    public static ServerUrl parse(String text) {
        Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("no STUN or TURN URL: " + text);
        }
        boolean secure = !parts.group(2).isEmpty();
        String host = parts.group(3) == null ? parts.group(4) : parts.group(3);
        String port = parts.group(5);
        Transport transport = secure ? Transport.TLS : "tcp".equals(parts.group(6)) ? Transport.TCP : Transport.UDP;
        return new ServerUrl(
                text,
                parts.group(1).equals("turn"),
                transport,
                host,
                port == null ? secure ? TLS_PORT : PORT : Integer.parseInt(port));
    }
}
