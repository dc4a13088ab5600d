package com.callvault.signaling.policy;

import com.callvault.common.event.Policy;
import com.callvault.common.wire.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What holds for people who have not said otherwise.
 *
 * @param strangersSeeProgress whether a caller whom the callee does not know learns that it rings, that it was declined, and
 *     what the callee's policy says; default no
 */
@Validated
@ConfigurationProperties(prefix = "callvault.policy", ignoreUnknownFields = false)
record PolicySettings(@DefaultValue("false") boolean strangersSeeProgress) {

    /** @param document as it was stored; null where nothing was */
    Policy read(@Nullable String document) {
        return document == null ? byDefault() : Json.MAPPER.readValue(document, Policy.class);
    }

    Policy byDefault() {
        return PolicyDocument.byDefault(
                strangersSeeProgress ? Policy.StrangersLearn.EVERYTHING : Policy.StrangersLearn.NOTHING);
    }
}
