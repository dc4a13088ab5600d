package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of a signed payload, each decoded strictly: one that is missing or has another shape is {@code malformed}, by
 * name. Unknown members are ignored. Immutable.
 */
public final class Claims {
    /** The last whole number that JavaScript and Redis's Lua hold exactly. */
    private static final long MOST = (1L << 53) - 1;

    /** The year 9999 ends here. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final JsonNode members;

    Claims(JsonNode members) {
        this.members = members;
    }

    public boolean has(String name) {
        return members.has(name);
    }

    public Address address(String name) {
        return new Address(text(name, Integer.MAX_VALUE));
    }

    public DeviceId device() {
        return DeviceId.parse(text("device", Integer.MAX_VALUE));
    }

    /** A string that is not empty. */
    public String text(String name, int mostCharacters) {
        JsonNode value = required(name);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw wrong(name, "a string that is not empty");
        }
        String text = value.stringValue();
        if (text.codePointCount(0, text.length()) > mostCharacters) {
            throw wrong(name, "a string of at most " + mostCharacters + " characters");
        }
        return text;
    }

    public @Nullable String optionalText(String name, int mostCharacters) {
        return has(name) ? text(name, mostCharacters) : null;
    }

    /** The base64url SHA-256 of something signed. */
    public String hash(String name) {
        String text = text(name, Integer.MAX_VALUE);
        if (!HASH.matcher(text).matches()) {
            throw wrong(name, "the base64url of 32 bytes");
        }
        return text;
    }

    /** A whole number from {@code least}. */
    public long number(String name, long least) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        long number = value.longValue();
        if (number < least || number > MOST) {
            throw wrong(name, "a whole number from " + least + " to " + MOST);
        }
        return number;
    }

    /** Seconds since the epoch. */
    public Instant seconds(String name) {
        long seconds = number(name, 0);
        if (seconds > LAST_SECOND) {
            throw wrong(name, "in seconds since the epoch, not in milliseconds");
        }
        return Instant.ofEpochSecond(seconds);
    }

    static WireException wrong(String name, String form) {
        return new WireException(ErrorCode.MALFORMED, "The signed member \"" + name + "\" must be " + form + ".");
    }

    private JsonNode required(String name) {
        JsonNode value = members.get(name);
        if (value == null) {
            throw new WireException(ErrorCode.MALFORMED, "The signed member \"" + name + "\" is missing.");
        }
        return value;
    }
}
