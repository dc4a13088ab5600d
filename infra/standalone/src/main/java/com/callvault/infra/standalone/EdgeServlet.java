package com.callvault.infra.standalone;

import com.callvault.common.problem.Problem;
import com.callvault.common.wire.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee11.proxy.ProxyServlet;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Hands a request to the service that owns it, as the edge proxy does in production. When that service is away, the
 * answer is the {@code unavailable} of the protocol.
 */
public final class EdgeServlet extends ProxyServlet {

    /** What an edge says of the way of a request, and a client does not. */
    public static final List<HttpHeader> TOLD_BY_THE_EDGE = List.of(
            HttpHeader.FORWARDED,
            HttpHeader.X_FORWARDED_FOR,
            HttpHeader.X_FORWARDED_HOST,
            HttpHeader.X_FORWARDED_PORT,
            HttpHeader.X_FORWARDED_PROTO,
            HttpHeader.X_FORWARDED_SERVER);

    private static final Problem UNAVAILABLE = Problem.of(ErrorCode.UNAVAILABLE);

    private static final String TARGET = EdgeServlet.class.getName() + ".target";

    private final Targets targets;

    /** @param targets the instances of the service */
    public EdgeServlet(Targets targets) {
        this.targets = targets;
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        var target = targets.next();
        request.setAttribute(TARGET, target);
        var query = request.getQueryString();
        return target + request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /** This is the first proxy that is ours: what a client says of the way before it is not passed on. */
    @Override
    protected void addProxyHeaders(HttpServletRequest request, Request proxied) {
        proxied.headers(headers -> {
            TOLD_BY_THE_EDGE.forEach(headers::remove);
            headers.put(HttpHeader.X_FORWARDED_FOR, request.getRemoteAddr());
            headers.put(HttpHeader.X_FORWARDED_PROTO, request.getScheme());
            var host = request.getHeader(HttpHeader.HOST.asString());
            if (host != null) {
                headers.put(HttpHeader.X_FORWARDED_HOST, host);
            }
        });
    }

    @Override
    protected void onProxyResponseFailure(
            HttpServletRequest request, HttpServletResponse response, Response answer, Throwable failure) {
        if (request.getAttribute(TARGET) instanceof String target) {
            targets.failed(target);
        }
        super.onProxyResponseFailure(request, response, answer, failure);
    }

    @Override
    protected int proxyResponseStatus(Throwable failure) {
        return UNAVAILABLE.status();
    }

    @Override
    protected void sendProxyResponseError(HttpServletRequest request, HttpServletResponse response, int status) {
        try {
            if (response.isCommitted()) {
                // Half an answer is out: cutting the connection is the only way left to say that it failed.
                response.sendError(-1);
                return;
            }
            response.reset();
            response.setStatus(UNAVAILABLE.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.getOutputStream().write(UNAVAILABLE.json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            _log.debug("the client is gone", e);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().complete();
            }
        }
    }
}
