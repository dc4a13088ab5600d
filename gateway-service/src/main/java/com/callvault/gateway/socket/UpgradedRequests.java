package com.callvault.gateway.socket;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Jetty keeps a request for as long as the socket lives that came of it. What Spring and its filters have put on it is dropped
 * when they are through: of an idle connection's memory it was a third.
 */
final class UpgradedRequests extends OncePerRequestFilter {
    /** The upgrade itself is such an attribute. */
    private static final String OF_JETTY = "org.eclipse.jetty.";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
            for (String name : Collections.list(request.getAttributeNames())) {
                if (!name.startsWith(OF_JETTY)) {
                    request.removeAttribute(name);
                }
            }
        }
    }
}
