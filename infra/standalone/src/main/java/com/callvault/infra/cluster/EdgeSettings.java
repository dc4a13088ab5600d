package com.callvault.infra.cluster;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code callvault.edge.*}: the instances of each service, as scheme, host and port.
 *
 * @param gateway also has {@code /ws} and the page
 */
@ConfigurationProperties(prefix = "callvault.edge", ignoreUnknownFields = false)
record EdgeSettings(List<String> gateway, List<String> signaling, List<String> messaging) {}
