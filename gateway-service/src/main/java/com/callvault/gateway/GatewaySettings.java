package com.callvault.gateway;

import com.callvault.gateway.command.CommandSettings;
import com.callvault.gateway.connection.ConnectionSettings;
import com.callvault.gateway.drain.DrainSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code callvault.gateway.*}, a part for each feature.
 *
 * @param name of this node among the others; letters, digits, hyphens
 * @param allowMissingOrigin whether clients that send no Origin, which are no browsers, may open {@code /ws}
 */
@Validated
@ConfigurationProperties(prefix = "callvault.gateway", ignoreUnknownFields = false)
record GatewaySettings(
        @DefaultValue("gw-1") @Pattern(regexp = "[A-Za-z0-9-]{1,40}")
        String name,

        @DefaultValue("false") boolean allowMissingOrigin,
        @DefaultValue @Valid ConnectionSettings connection,
        @DefaultValue @Valid CommandSettings commands,
        @DefaultValue @Valid DrainSettings drain) {}
