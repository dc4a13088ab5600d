package com.callvault.signaling.policy;

import com.callvault.common.wire.Json;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of a JSON object, read strictly: one of another form is {@code malformed}, by its whole name
 * ({@code doNotDisturb.weekly[2].from}). One that is null is absent.
 */
final class Members {
    /** 2^53 - 1. */
    private static final long HIGHEST = 9_007_199_254_740_991L;

    private final String path;
    private final @Nullable JsonNode object;

    private Members(String path, @Nullable JsonNode object) {
        this.path = path;
        this.object = object;
    }

    static Members of(JsonNode document) {
        return new Members("", document);
    }

    /** Without any member where it is absent. */
    Members object(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isObject()) {
            throw malformed(name, "an object");
        }
        return new Members(path + name + ".", value);
    }

    List<Members> objects(String name, int most) {
        List<Members> objects = new ArrayList<>();
        for (JsonNode each : list(name, most)) {
            String item = name + "[" + objects.size() + "]";
            if (!each.isObject()) {
                throw malformed(item, "an object");
            }
            objects.add(new Members(path + item + ".", each));
        }
        return objects;
    }

    List<JsonNode> list(String name, int most) {
        JsonNode value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            throw malformed(name, "a list of at most " + most);
        }
        return value.valueStream().toList();
    }

    @Nullable
    String text(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isString()) {
            throw malformed(name, "text");
        }
        return value == null ? null : value.stringValue();
    }

    boolean flag(String name) {
        return flag(name, false);
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            throw malformed(name, "true or false");
        }
        return value == null ? otherwise : value.booleanValue();
    }

    /** A time in ms, or a version: a number that every client can say exactly. */
    @Nullable
    Long count(String name) {
        return get(name) == null ? null : (Long) number(name, 0, HIGHEST, 0);
    }

    long number(String name, long least, long most, long otherwise) {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(name, "a whole number");
        }
        if (value.longValue() < least || value.longValue() > most) {
            throw malformed(name, "a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    <E extends Enum<E>> E word(String name, E otherwise) {
        JsonNode value = get(name);
        return value == null ? otherwise : word(name, value, otherwise.getDeclaringClass());
    }

    <E extends Enum<E>> E word(String name, JsonNode value, Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .filter(each -> Json.MAPPER.valueToTree(each).equals(value))
                .findFirst()
                .orElseThrow(() -> malformed(
                        name,
                        "one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(each -> Json.MAPPER.convertValue(each, String.class))
                                        .collect(Collectors.joining(", "))));
    }

    WireException malformed(String name, String form) {
        return Parameters.malformed(path + name, form);
    }

    private @Nullable JsonNode get(String name) {
        JsonNode value = object == null ? null : object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
