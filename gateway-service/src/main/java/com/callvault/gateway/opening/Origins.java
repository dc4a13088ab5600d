package com.callvault.gateway.opening;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Web origins (RFC 6454) as browsers write them: scheme, host and a port that is not the scheme's own, in lower case. */
public final class Origins {
    private Origins() {}

    /** @throws IllegalArgumentException when it is not an origin of http or https */
    public static String parse(String text) {
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean bare = uri.getHost() != null
                && uri.getUserInfo() == null
                && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                && uri.getQuery() == null
                && uri.getFragment() == null;
        if (!bare || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("an origin is like https://calls.example, not: " + text);
        }
        int own = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == own ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }

    static Set<String> parse(List<String> texts) {
        return texts.stream().map(Origins::parse).collect(Collectors.toUnmodifiableSet());
    }
}
