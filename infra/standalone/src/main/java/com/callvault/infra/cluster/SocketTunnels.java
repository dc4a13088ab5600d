package com.callvault.infra.cluster;

import com.callvault.common.problem.Problem;
import com.callvault.common.wire.ErrorCode;
import com.callvault.infra.standalone.EdgeServlet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands WebSockets through to a gateway. The edge answers no Ping and knows no frame: after the handshake it passes bytes
 * on in both directions, so that each side sees of the other what it would see without an edge, its death too.
 *
 * <p>A gateway that is away, frozen or draining is passed over for the next; only a handshake is ever asked twice. When
 * thousands come at one instant they wait here, where that costs nothing: a gateway that is asked all at once answers nobody
 * in time (ADR 19).
 */
final class SocketTunnels extends Handler.Wrapper {

    private static final Logger log = LoggerFactory.getLogger(SocketTunnels.class);
    private static final Problem UNAVAILABLE = Problem.of(ErrorCode.UNAVAILABLE);
    private static final byte[] UNAVAILABLE_JSON = UNAVAILABLE.json().getBytes(StandardCharsets.UTF_8);

    static final int AT_A_TIME = 32;

    /** Less than a page waits for its connection: what is opened for one that has gone is work for nothing. */
    private static final Duration TURN_WITHIN = Duration.ofSeconds(12);

    private final Upstreams gateways;
    private final Duration answersWithin;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    /**
     * Stands in front of what serves everything else.
     *
     * @param answersWithin a gateway that takes longer is passed over
     */
    SocketTunnels(Handler http, Upstreams gateways, Duration answersWithin) {
        super(http);
        this.gateways = gateways;
        this.answersWithin = answersWithin;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
            return super.handle(request, response, callback);
        }
        Thread.ofVirtual().name("handshake").start(() -> open(request, response, callback));
        return true;
    }

    private void open(Request request, Response response, Callback callback) {
        try {
            if (turns.tryAcquire(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    answer(request, response, callback);
                } finally {
                    turns.release();
                }
            } else {
                log.info("no turn within {}: many connect", TURN_WITHIN);
                unavailable(response, callback);
            }
        } catch (Throwable e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private void answer(Request request, Response response, Callback callback) throws IOException {
        var head = head(request);
        for (var gateway : gateways.inTurn()) {
            Handshake handshake;
            try {
                handshake = Handshake.with(gateway, head, answersWithin);
            } catch (IOException e) {
                log.info("{} gives no answer: {}", gateway, e.toString());
                gateways.failed(gateway);
                continue;
            }
            if (handshake.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
                // It drains; it is not left out, as its page and tokens are served to the last.
                handshake.close();
                continue;
            }
            response.setStatus(handshake.status());
            handshake.headers().forEach(response.getHeaders()::put);
            if (handshake.status() == HttpStatus.SWITCHING_PROTOCOLS_101) {
                var endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
                request.setAttribute(
                        HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
                        new SocketTunnel(endPoint, request.getComponents().getExecutor(), handshake));
                callback.succeeded();
            } else {
                var body = handshake.body();
                handshake.close();
                response.write(true, ByteBuffer.wrap(body), callback);
            }
            return;
        }
        unavailable(response, callback);
    }

    private static void unavailable(Response response, Callback callback) {
        response.setStatus(UNAVAILABLE.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(UNAVAILABLE_JSON), callback);
    }

    /** As the client wrote it, but for what it says of the way. */
    private static String head(Request request) {
        var head = new StringBuilder();
        head.append("GET ").append(request.getHttpURI().getPathQuery()).append(" HTTP/1.1\r\n");
        for (HttpField field : request.getHeaders()) {
            if (!EdgeServlet.TOLD_BY_THE_EDGE.contains(field.getHeader())) {
                head.append(field.getName())
                        .append(": ")
                        .append(field.getValue())
                        .append("\r\n");
            }
        }
        head.append("X-Forwarded-For: ").append(Request.getRemoteAddr(request)).append("\r\n");
        head.append("X-Forwarded-Proto: ")
                .append(request.getHttpURI().getScheme())
                .append("\r\n");
        return head.append("\r\n").toString();
    }
}
