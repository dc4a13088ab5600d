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
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Nobody gets to any route under {@code /api}, known or not, without a token. */
final class TokenFilter extends OncePerRequestFilter {
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
}
