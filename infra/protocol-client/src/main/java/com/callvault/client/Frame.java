package com.callvault.client;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A frame of the server, as it came.
 *
 * @param nanos when it was read, on {@link System#nanoTime()}
 */
public record Frame(JsonNode json, long nanos) {

    public String type() {
        return json.path("type").asString("");
    }

    public boolean is(String type) {
        return type().equals(type);
    }

    public boolean has(String member) {
        return json.has(member);
    }

    /** The member as text; empty when it is not there. */
    public String text(String member) {
        return json.path(member).asString("");
    }

    /** The member as a number; -1 when it is not there or no whole number. */
    public long number(String member) {
        var value = json.path(member);
        return value.isIntegralNumber() ? value.longValue() : -1;
    }

    public boolean flag(String member) {
        return json.path(member).booleanValue(false);
    }

    /** The call this is about; null when it is about none. */
    public @Nullable UUID call() {
        return has("call") ? UUID.fromString(text("call")) : null;
    }

    /** The code of an error; empty for any other frame. */
    public String code() {
        return is("error") ? text("code") : "";
    }

    /** Type and what tells frames apart, without anything that a person said or signed. */
    @Override
    public String toString() {
        var line = new StringBuilder(type());
        for (var member : new String[] {"re", "code", "call", "n", "state", "reason", "gen", "seq", "kind", "upTo"}) {
            if (json.has(member)) {
                line.append(' ')
                        .append(member)
                        .append('=')
                        .append(json.path(member).asString(""));
            }
        }
        return line.toString();
    }
}
