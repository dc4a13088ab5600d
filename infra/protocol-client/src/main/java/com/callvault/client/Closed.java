package com.callvault.client;

/** How a connection ended: the code of the peer's close frame, or 1006 when there was none (RFC 6455, 7.1.5). */
public record Closed(int code, String reason) {
    public static final int ABNORMAL = 1006;
}
