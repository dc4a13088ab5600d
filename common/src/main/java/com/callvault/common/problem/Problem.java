package com.callvault.common.problem;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error on HTTP (RFC 9457), with the same code as on the socket.
 *
 * @param detail what its receiver can do about it
 * @param retryAfterMs only where it is retryable
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        boolean retryable,
        @Nullable Long retryAfterMs) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** For what is retryable, where nobody knows better. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    public static Problem of(ErrorCode code) {
        return of(code, code.advice());
    }

    public static Problem of(WireException refused) {
        return of(refused.code(), refused.advice());
    }

    public static Problem of(ErrorCode code, String detail) {
        String words = code.wire().replace('_', ' ');
        return new Problem(
                "urn:callvault:error:" + code.wire(),
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                code.httpStatus(),
                detail,
                code.wire(),
                code.retryable(),
                code.retryable() ? RETRY_AFTER.toMillis() : null);
    }

    /** The same, for a place that knows when. */
    public Problem retryAfter(Duration wait) {
        return new Problem(type, title, status, detail, code, retryable, wait.toMillis());
    }

    /** For writers that know no mapper, such as a servlet filter. */
    public String json() {
        return Json.write(this);
    }
}
