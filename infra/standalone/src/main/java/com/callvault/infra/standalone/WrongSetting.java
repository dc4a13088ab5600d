package com.callvault.infra.standalone;

import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.validation.FieldError;

/** Finds what is wrong with a service's settings in the exception of its start, in words for an operator. */
public final class WrongSetting {

    private WrongSetting() {}

    /** One sentence that names the setting; empty where the start failed for something else. */
    public static Optional<String> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return Optional.of(unknown.getUnboundProperties().stream()
                        .map(property -> "there is no setting " + property.getName() + ".")
                        .collect(Collectors.joining(" ")));
            }
            if (cause instanceof BindValidationException invalid) {
                return Optional.of(invalid.getValidationErrors().getAllErrors().stream()
                        .map(error -> "%s.%s %s."
                                .formatted(
                                        invalid.getValidationErrors().getName(),
                                        error instanceof FieldError field ? field.getField() : "",
                                        error.getDefaultMessage()))
                        .collect(Collectors.joining(" ")));
            }
            if (cause instanceof BindException bound) {
                return Optional.of(reason(bound));
            }
        }
        return Optional.empty();
    }

    /** What the settings' own check says, or that the value is of no use for its name. */
    private static String reason(BindException bound) {
        for (Throwable cause = bound.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException || cause instanceof BindValidationException) {
                return in(cause).orElseThrow();
            }
        }
        var property = bound.getProperty();
        if (property != null) {
            // Not the value: it may hold a password, and a console is copied into a question to others.
            return "the value of %s is none that it can have.".formatted(property.getName());
        }
        Throwable root = bound;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
