package com.callvault.signaling.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * From which network a request comes, for limits on those who have no token. What {@code X-Forwarded-For} says is believed
 * only as far as our own proxies wrote it: its last entry that is none of them.
 */
@Component
public final class Networks {
    /** What one subscriber of IPv6 has is a /64: by single addresses they could go on for ever. */
    private static final int PREFIX_BYTES = 8;

    private final Set<InetAddress> proxies;

    /**
     * @param trustedProxies addresses of the proxies in front of this service, which write {@code X-Forwarded-For}; default
     *     none
     */
    @ConfigurationProperties("callvault")
    record ProxySettings(@DefaultValue List<String> trustedProxies) {}

    Networks(ProxySettings settings) {
        this.proxies =
                settings.trustedProxies().stream().map(InetAddress::ofLiteral).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it comes from one of our own proxies, which says in headers how it came there. */
    public boolean isFromProxy(HttpServletRequest request) {
        return proxies.contains(InetAddress.ofLiteral(request.getRemoteAddr()));
    }

    public String of(HttpServletRequest request) {
        List<String> said = Collections.list(request.getHeaders("X-Forwarded-For"));
        return of(request.getRemoteAddr(), String.join(",", said));
    }

    String of(String remote, String forwarded) {
        InetAddress client = InetAddress.ofLiteral(remote);
        List<String> hops = Arrays.asList(forwarded.split(",", -1));
        Collections.reverse(hops);
        for (String hop : hops) {
            InetAddress before = proxies.contains(client) ? parse(hop.strip()) : null;
            if (before == null) {
                break;
            }
            client = before;
        }
        byte[] bytes = client.getAddress();
        return client instanceof Inet6Address
                ? HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES)
                : client.getHostAddress();
    }

    private static @Nullable InetAddress parse(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
