package com.callvault.signaling.access;

import com.callvault.common.problem.BearerToken;
import com.callvault.common.problem.Problem;
import com.callvault.common.token.TokenVerifier;
import com.callvault.common.wire.WireException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody gets to any route under {@code /api}, known or not, without a token; but for a device that has none yet, which opens
 * a link and asks for it by its secret.
 */
public final class TokenFilter extends OncePerRequestFilter {
    public static final String LINKS = "/api/links";

    /** The header with the secret of a link, so that it stands in no URL. */
    public static final String LINK_SECRET = "Link-Secret";

    /** Whole, so that no other route can be meant by it. */
    private static final Pattern ONE_LINK = Pattern.compile(Pattern.quote(LINKS) + "/[0-9A-Za-z]{1,32}");

    static final String CALLER = TokenFilter.class.getName() + ".caller";

    private final TokenVerifier verifier;

    TokenFilter(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (isOfADeviceWithoutToken(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            String token = BearerToken.from(request.getHeader(HttpHeaders.AUTHORIZATION));
            request.setAttribute(CALLER, verifier.verify(token));
        } catch (WireException refused) {
            Problem problem = Problem.of(refused);
            response.setStatus(problem.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isOfADeviceWithoutToken(HttpServletRequest request) {
        String path = request.getRequestURI();
        return switch (request.getMethod()) {
            case "POST" -> path.equals(LINKS);
            case "GET" -> ONE_LINK.matcher(path).matches() && request.getHeader(LINK_SECRET) != null;
            default -> false;
        };
    }
}
