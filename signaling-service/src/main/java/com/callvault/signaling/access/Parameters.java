package com.callvault.signaling.access;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import com.callvault.common.wire.WireLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;

/** What a request brings, decoded strictly: what is wrong is refused by name. */
public final class Parameters {
    static final int BODY_BYTES = 16 * 1024;

    private Parameters() {}

    /** The parameter {@code limit}, at most and by default {@code most}. */
    public static int limit(@Nullable String text, int most) {
        if (text == null) {
            return most;
        }
        if (text.matches("[0-9]{1,9}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        }
        throw malformed("limit", "a whole number from 1 to " + most);
    }

    public static WireException malformed(String name, String form) {
        return new WireException(ErrorCode.MALFORMED, "\"" + name + "\" must be " + form + ".");
    }

    /** What people call somebody or something: without the space around it. */
    public static String name(@Nullable String said) {
        String name = said == null ? "" : said.strip();
        boolean printable = name.codePoints().noneMatch(Character::isISOControl);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > WireLimits.NAME_CHARACTERS || !printable) {
            throw malformed("name", "1 to %d characters on one line".formatted(WireLimits.NAME_CHARACTERS));
        }
        return name;
    }

    /** The JSON body of a request. */
    public static <T> T body(HttpServletRequest request, Class<T> kind) throws IOException {
        if (!isJson(request.getContentType())) {
            throw new WireException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
        }
        byte[] bytes = request.getInputStream().readNBytes(BODY_BYTES + 1);
        if (bytes.length > BODY_BYTES) {
            throw new WireException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "Keep the body within %d bytes.".formatted(BODY_BYTES));
        }
        T body;
        try {
            body = Json.MAPPER.readValue(bytes, kind);
        } catch (JacksonException e) {
            throw new WireException(
                    ErrorCode.MALFORMED, "The body is one JSON object with the members that this route takes.");
        }
        if (body == null) {
            throw new WireException(ErrorCode.MALFORMED, "The body is a JSON object, not null.");
        }
        return body;
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
