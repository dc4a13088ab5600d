package com.callvault.signaling.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the calls of one contact ring, beside what the policy says for everybody. */
public enum Ringing {
    /** As the policy says. */
    USUAL("usual"),
    /** Whatever the policy says. */
    ALWAYS("always"),
    NEVER("never"),
    /** Also in do not disturb; within business hours only, where there are any. */
    EVEN_IN_DO_NOT_DISTURB("even_in_do_not_disturb");

    private final String wire;

    Ringing(String wire) {
        this.wire = wire;
    }

    /** Null where nothing is kept, since they are no contact. */
    public static @Nullable Ringing of(@Nullable String wire) {
        return Arrays.stream(values())
                .filter(each -> each.wire.equals(wire))
                .findFirst()
                .orElse(null);
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
