package com.callvault.signaling.diagnostics;

import com.callvault.common.token.Caller;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.Networks;
import com.callvault.signaling.access.OriginSettings;
import com.callvault.signaling.presence.Whereabouts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a browser's requests come here as it sent them, through whatever proxies stand before. */
@Component
final class Arrival {
    private static final String ORIGIN = "origin";
    private static final String PROXY = "proxy";
    private static final String SOCKET = "socket";

    private final OriginSettings origins;
    private final Networks networks;
    private final Whereabouts whereabouts;

    Arrival(OriginSettings origins, Networks networks, Whereabouts whereabouts) {
        this.origins = origins;
        this.networks = networks;
        this.whereabouts = whereabouts;
    }

    /** @param page the origin of the page that asks, as its browser has it; null where it does not say */
    List<Check> checks(Caller caller, HttpServletRequest request, @Nullable URI page) {
        List<Check> checks = new ArrayList<>();
        if (page != null) {
            checks.add(origin(page.toString()));
        }
        checks.add(proxy(request, page));
        Check socket = socket(caller);
        if (socket != null) {
            checks.add(socket);
        }
        return checks;
    }

    private Check origin(String page) {
        if (!origins.isOurs(page)) {
            return Check.failed(
                    ORIGIN,
                    "wrong_origin",
                    "This page is not at the address that this server is made for: it can neither connect nor sign for it.",
                    "Open %s, or set callvault.public-origin to this page's address."
                            .formatted(origins.publicOrigin()));
        }
        return Check.ok(ORIGIN, origins.publicOrigin());
    }

    private Check proxy(HttpServletRequest request, @Nullable URI page) {
        boolean forwarded = request.getHeader("X-Forwarded-For") != null;
        if (forwarded && !networks.isFromProxy(request)) {
            return Check.warning(
                            PROXY,
                            "proxy_not_trusted",
                            "A proxy stands before this server and is not believed: all who come through it count as one.",
                            "Set callvault.trusted-proxies to the proxy's address.")
                    .with("it comes from " + request.getRemoteAddr());
        }
        String scheme = said(request, "X-Forwarded-Proto", request.getScheme());
        String host = said(request, "X-Forwarded-Host", String.valueOf(request.getHeader("Host")));
        if (page != null && !scheme.equals(page.getScheme())) {
            return Check.warning(
                            PROXY,
                            "wrong_scheme",
                            "The browser came by %s, and the proxy says %s.".formatted(page.getScheme(), scheme),
                            "Have the proxy that ends TLS write X-Forwarded-Proto, and those behind it leave it as it is.")
                    .with(scheme + "://" + host);
        }
        if (page != null && !host.toLowerCase(Locale.ROOT).equals(page.getAuthority())) {
            return Check.warning(
                            PROXY,
                            "wrong_host",
                            "The proxy does not tell for which name the browser came.",
                            "Have it keep Host as it is, or write X-Forwarded-Host.")
                    .with(host);
        }
        return Check.ok(PROXY, forwarded ? "through " + request.getRemoteAddr() : "none");
    }

    /** The first of a list is what the browser's own proxy wrote. */
    private String said(HttpServletRequest request, String header, String otherwise) {
        String said = networks.isFromProxy(request) ? request.getHeader(header) : null;
        return said == null ? otherwise : said.split(",", 2)[0].strip();
    }

    /** @return null where Redis cannot say: that is a check of its own */
    private @Nullable Check socket(Caller caller) {
        try {
            return whereabouts.of(caller.address()).online()
                    ? Check.ok(SOCKET, null)
                    : Check.warning(
                            SOCKET,
                            "no_socket",
                            "No WebSocket of yours is open at this server: you can be neither called nor written to.",
                            "Have the proxy pass on Upgrade for /ws, and keep that connection open for more than 25 s of silence.");
        } catch (WireException e) {
            return null;
        }
    }
}
