package com.callvault.common.wire;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks of single members, each refused as {@code malformed} with the member's name. */
final class Member {
    private Member() {}

    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new WireException(ErrorCode.MALFORMED, "The member \"" + name + "\" is missing.");
        }
        return value;
    }

    static long positive(@Nullable Long value, String name) {
        if (required(value, name) < 1) {
            throw new WireException(ErrorCode.MALFORMED, "The member \"" + name + "\" is a number from 1.");
        }
        return required(value, name);
    }

    static @Nullable String requestId(@Nullable String id) {
        if (id != null && id.length() > WireLimits.REQUEST_ID_CHARACTERS) {
            throw new WireException(
                    ErrorCode.MALFORMED,
                    "The member \"id\" has more than " + WireLimits.REQUEST_ID_CHARACTERS + " characters.");
        }
        return id;
    }

    static <T> List<T> list(@Nullable List<T> value, String name, int most) {
        List<T> list = required(value, name);
        if (list.size() > most || list.stream().anyMatch(Objects::isNull)) {
            throw new WireException(
                    ErrorCode.MALFORMED, "The member \"" + name + "\" is a list of at most " + most + " values.");
        }
        return List.copyOf(list);
    }
}
