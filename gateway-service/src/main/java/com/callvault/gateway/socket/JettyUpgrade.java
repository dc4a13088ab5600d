package com.callvault.gateway.socket;

import com.callvault.common.wire.WireLimits;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;

/**
 * How Jetty holds our sockets: large enough for every frame that gets an answer, small while idle, and never compressed, since
 * a compressor's window costs more memory per connection than everything else together.
 */
final class JettyUpgrade extends JettyRequestUpgradeStrategy {
    private static final int BUFFER_BYTES = 4096;

    /** @param idle a socket on which nothing at all comes for this long is closed; above what the heartbeat allows */
    JettyUpgrade(Duration idle) {
        addWebSocketConfigurer(jetty -> {
            jetty.setMaxTextMessageSize(WireLimits.FRAME_BYTES_BEFORE_CLOSE);
            jetty.setMaxBinaryMessageSize(WireLimits.FRAME_BYTES_BEFORE_CLOSE);
            jetty.setInputBufferSize(BUFFER_BYTES);
            jetty.setOutputBufferSize(BUFFER_BYTES);
            jetty.setIdleTimeout(idle);
        });
    }

    @Override
    public void setServletContext(ServletContext context) {
        super.setServletContext(context);
        ServletContextHandler handler = ServletContextHandler.getServletContextHandler(context);
        if (handler == null) {
            throw new IllegalStateException("the gateway runs on Jetty");
        }
        WebSocketServerComponents.getWebSocketComponents(handler)
                .getExtensionRegistry()
                .unregister("permessage-deflate");
    }
}
