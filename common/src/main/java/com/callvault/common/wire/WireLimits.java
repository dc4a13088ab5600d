package com.callvault.common.wire;

/** Sizes and counts that the protocol fixes. Bytes are of UTF-8. */
public final class WireLimits {
    public static final int FRAME_BYTES = 64 * 1024;
    /** Up to here a frame that is too large costs an error; above, the socket. */
    public static final int FRAME_BYTES_BEFORE_CLOSE = 128 * 1024;

    public static final int BODY_BYTES = 16 * 1024;
    public static final int UPLOAD_BYTES = 10 * 1024 * 1024;
    public static final int REQUEST_ID_CHARACTERS = 64;
    public static final int FRAMES_PER_SECOND = 50;
    public static final int CALLS_PER_MINUTE = 20;
    public static final int CALLS_PER_PAIR_PER_MINUTE = 5;
    public static final int MALFORMED_PER_MINUTE = 20;
    public static final int SIGNALS_KEPT_PER_DEVICE = 64;
    public static final int CANDIDATES_PER_FRAME = 64;
    public static final int NAME_CHARACTERS = 64;
    public static final int HEARTBEAT_MS = 25_000;
    public static final int PONG_WITHIN_MS = 10_000;
    public static final int AUTH_WITHIN_MS = 5_000;

    private WireLimits() {}
}
