package com.callvault.gateway.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code callvault.gateway.drain.*}
 *
 * @param spread the sockets of a node that stops are closed over this time
 * @param closeWithin after it, sockets that did not close in this time are cut
 */
public record DrainSettings(
        @DefaultValue("3s") Duration spread,
        @DefaultValue("2s") Duration closeWithin) {}
