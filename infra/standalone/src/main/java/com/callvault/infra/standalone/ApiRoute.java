package com.callvault.infra.standalone;

import java.util.Arrays;
import java.util.List;

/**
 * Which service owns which part of {@code /api}. What is not listed is the gateway's own: {@code /api/health}, {@code
 * /api/token}, {@code /.well-known/jwks.json}, {@code /ws} and the page. An edge proxy in production routes the same.
 */
public enum ApiRoute {
    ACCOUNT("/api/account", Service.SIGNALING),
    CALLS("/api/calls", Service.SIGNALING),
    CONTACTS("/api/contacts", Service.SIGNALING),
    DEVICES("/api/devices", Service.SIGNALING),
    LINKS("/api/links", Service.SIGNALING),
    BLOCKLIST("/api/blocklist", Service.SIGNALING),
    POLICY("/api/policy", Service.SIGNALING),
    PRESENCE("/api/presence", Service.SIGNALING),
    TURN_CONFIG("/api/turn-config", Service.SIGNALING),
    DIAGNOSTICS("/api/diagnostics", Service.SIGNALING),
    CONVERSATIONS("/api/conversations", Service.MESSAGING),
    SEARCH("/api/search", Service.MESSAGING);

    private final String path;
    private final Service owner;

    ApiRoute(String path, Service owner) {
        this.path = path;
        this.owner = owner;
    }

    /** As servlet mappings; each covers the path itself and what is below it. */
    public static List<String> mappingsOf(Service service) {
        return Arrays.stream(values())
                .filter(route -> route.owner == service)
                .map(route -> route.path + "/*")
                .toList();
    }
}
