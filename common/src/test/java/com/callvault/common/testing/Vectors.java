package com.callvault.common.testing;

import com.callvault.common.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The protocol's test vectors, made by another implementation. */
public final class Vectors {
    private static final JsonNode ALL = read();

    private Vectors() {}

    /** A value by its JSON Pointer. */
    public static String text(String pointer) {
        return ALL.at(pointer).stringValue();
    }

    /** The person {@code a} or {@code b}. */
    public static TestIdentity person(String name) {
        return TestIdentity.of(HexFormat.of().parseHex(text("/" + name + "/seed")));
    }

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors.json"))) {
            return Json.MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
