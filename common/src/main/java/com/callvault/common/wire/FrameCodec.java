package com.callvault.common.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidTypeIdException;

/** Text of a frame to its record and back. Thread-safe; refuses with the error that goes to the sender. */
public final class FrameCodec {
    private FrameCodec() {}

    /** @throws WireException {@code malformed}, {@code unknown_type}, {@code bad_address}, with {@code re} where it could be read */
    public static ClientFrame decode(String text) {
        return decode(text, ClientFrame.class);
    }

    /** As {@link #decode(String)}; for what is on its way to a client. */
    public static ServerFrame decodeServer(String text) {
        return decode(text, ServerFrame.class);
    }

    public static String encode(ServerFrame frame) {
        return Json.MAPPER.writerFor(ServerFrame.class).writeValueAsString(frame);
    }

    private static <T> T decode(String text, Class<T> kind) {
        try {
            T frame = Json.MAPPER.readValue(text, kind);
            if (frame == null) {
                throw new WireException(ErrorCode.MALFORMED, "A frame is one JSON object.");
            }
            return frame;
        } catch (JacksonException e) {
            throw refusal(text, e);
        }
    }

    private static WireException refusal(String text, JacksonException e) {
        JsonNode tree = tree(text);
        JsonNode id = tree == null ? null : tree.get("id");
        String re = id != null && id.isString() && id.stringValue().length() <= WireLimits.REQUEST_ID_CHARACTERS
                ? id.stringValue()
                : null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof WireException known) {
                return new WireException(known.code(), known.advice(), re);
            }
        }
        if (tree == null || !tree.isObject()) {
            return new WireException(
                    ErrorCode.MALFORMED, "A frame is one JSON object, and no member stands in it twice.", re);
        }
        JsonNode type = tree.get("type");
        if (e instanceof InvalidTypeIdException && type != null && type.isString()) {
            return new WireException(ErrorCode.UNKNOWN_TYPE, ErrorCode.UNKNOWN_TYPE.advice(), re);
        }
        String member =
                e instanceof DatabindException databind && !databind.getPath().isEmpty()
                        ? String.valueOf(databind.getPath().getFirst().getPropertyName())
                        : "type";
        return new WireException(
                ErrorCode.MALFORMED, "The member \"" + member + "\" is missing or has another shape.", re);
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
