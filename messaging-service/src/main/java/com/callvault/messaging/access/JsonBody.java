package com.callvault.messaging.access;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/** What a request has in its body, decoded as strictly as a frame. */
public final class JsonBody {
    private static final int MOST_BYTES = 4096;

    private JsonBody() {}

    /** @throws WireException {@code unsupported_media_type}, {@code payload_too_large} or {@code malformed} */
    public static <T> T read(HttpServletRequest request, Class<T> kind) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw new WireException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
        }
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new WireException(ErrorCode.PAYLOAD_TOO_LARGE, "Keep the body within " + MOST_BYTES + " bytes.");
        }
        try {
            T body = Json.MAPPER.readValue(bytes, kind);
            if (body != null) {
                return body;
            }
        } catch (JacksonException e) {
            // told below
        }
        throw new WireException(
                ErrorCode.MALFORMED, "The body is one JSON object with the members that this route takes.");
    }
}
