package com.callvault.common.contract;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.stream.Stream;

/** The record cases of a sealed interface, in the order of their declaration. */
final class Sealed {
    private Sealed() {}

    static List<Class<?>> cases(Class<?> type) {
        return type.isRecord()
                ? List.of(type)
                : Stream.of(type.getPermittedSubclasses())
                        .flatMap(each -> cases(each).stream())
                        .distinct()
                        .toList();
    }

    static String name(Class<?> kind) {
        JsonTypeName name = kind.getAnnotation(JsonTypeName.class);
        if (name == null) {
            throw new AssertionError(kind + " has no @JsonTypeName");
        }
        return name.value();
    }
}
