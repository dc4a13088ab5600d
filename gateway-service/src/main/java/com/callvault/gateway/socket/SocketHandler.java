package com.callvault.gateway.socket;

import com.callvault.gateway.connection.Connection;
import com.callvault.gateway.connection.Connections;
import com.callvault.gateway.opening.Opening;
import com.callvault.gateway.presence.Presence;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/** What happens on sockets, handed on. Jetty calls it for one socket after the other, on a virtual thread. */
final class SocketHandler implements WebSocketHandler {
    static final String AUDIENCE = "audience";
    private static final String CONNECTION = "connection";
    private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);

    private final Opening opening;
    private final FrameDispatcher frames;
    private final Connections connections;
    private final Presence presence;

    SocketHandler(Opening opening, FrameDispatcher frames, Connections connections, Presence presence) {
        this.opening = opening;
        this.frames = frames;
        this.connections = connections;
        this.presence = presence;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        Session jetty = ((NativeWebSocketSession) session).getNativeSession(Session.class);
        if (jetty == null || !(session.getAttributes().get(AUDIENCE) instanceof String audience)) {
            throw new IllegalStateException("this socket did not come through our handshake");
        }
        session.getAttributes().put(CONNECTION, opening.open(new JettySocket(jetty), audience));
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
        Connection connection = connection(session);
        if (connection == null) {
            return;
        }
        switch (message) {
            case TextMessage text -> frames.text(connection, text.getPayload());
            case BinaryMessage binary -> frames.binary(connection);
            case PongMessage pong -> connection.pong();
            default -> log.debug("nothing else comes from a client");
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        log.debug("A socket failed: {}", failure.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Connection connection = connection(session);
        if (connection != null && connections.closed(connection, status.getCode())) {
            presence.leave(connection);
        }
    }

    @Override
    public boolean supportsPartialMessages() {
        return false;
    }

    private static @Nullable Connection connection(WebSocketSession session) {
        return session.getAttributes().get(CONNECTION) instanceof Connection connection ? connection : null;
    }
}
