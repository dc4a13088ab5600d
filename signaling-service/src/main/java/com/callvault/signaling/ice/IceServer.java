package com.callvault.signaling.ice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As browsers take it (W3C WebRTC, {@code RTCIceServer}).
 *
 * @param urls {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:}
 * @param username null where the server asks for none
 */
record IceServer(
        List<String> urls,
        @Nullable String username,
        @Nullable String credential) {

    static IceServer stun(List<String> urls) {
        return new IceServer(urls, null, null);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
