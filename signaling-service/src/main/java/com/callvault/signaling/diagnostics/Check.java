package com.callvault.signaling.diagnostics;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at (PROTOCOL, "HTTP").
 *
 * @param name what was looked at, for programs
 * @param status {@code ok}, {@code warning} or {@code failed}
 * @param code of the cause, for programs; null where all is well
 * @param cause one sentence: what is wrong
 * @param cure one sentence: what helps
 * @param detail for operators alone: versions, what a library said; no secret
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(
        String name,
        String status,
        @Nullable String code,
        @Nullable String cause,
        @Nullable String cure,
        @Nullable String detail) {
    private static final String OK = "ok";
    private static final String WARNING = "warning";
    private static final String FAILED = "failed";

    public static Check ok(String name, @Nullable String detail) {
        return new Check(name, OK, null, null, null, detail);
    }

    public static Check warning(String name, String code, String cause, String cure) {
        return new Check(name, WARNING, code, cause, cure, null);
    }

    public static Check failed(String name, String code, String cause, String cure) {
        return new Check(name, FAILED, code, cause, cure, null);
    }

    public Check with(@Nullable String detail) {
        return new Check(name, status, code, cause, cure, detail);
    }

    /** As everybody may read it. */
    public Check forEverybody() {
        return with(null);
    }
}
