package com.callvault.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class UpgradedRequestsTest {
    private static final String OF_JETTY = "org.eclipse.jetty.server.HttpStream.UPGRADE";

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    UpgradedRequestsTest() {
        request.setAttribute("org.springframework.web.util.ServletRequestPathUtils.PATH", "/ws");
        request.setAttribute(OF_JETTY, "the socket");
    }

    @Test
    void aRequestThatBecameASocketKeepsNothingButTheSocket() throws Exception {
        response.setStatus(101);
        new UpgradedRequests().doFilter(request, response, new MockFilterChain());
        assertThat(Collections.list(request.getAttributeNames())).containsExactly(OF_JETTY);
    }

    @Test
    void anyOtherKeepsAll() throws Exception {
        response.setStatus(403);
        new UpgradedRequests().doFilter(request, response, new MockFilterChain());
        assertThat(Collections.list(request.getAttributeNames())).hasSize(2);
    }
}
