package com.callvault.gateway.connection;

import com.callvault.common.id.SessionId;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection for its life. Its limits and its opening belong to the thread that reads its socket; everything else
 * may be called by any thread, and nothing here waits for the socket.
 */
public final class Connection {
    /** How far the opening has come. */
    public enum Phase {
        /** The challenge is out. */
        CHALLENGED,
        /** Proven; what is owed is being fetched, live frames are held back. */
        ATTACHING,
        READY,
        CLOSED
    }

    private final SessionId session;
    private final String audience;
    private final String challenge;
    private final Outbound outbound;
    private final InboundLimits limits = new InboundLimits();
    private final Socket socket;
    private final Ticker ticker;
    private final ConnectionSettings settings;
    private final ConnectionMetrics metrics;

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CHALLENGED);
    private volatile @Nullable Identity identity;
    private final long authDueAt;
    private long nextPingAt;
    private volatile long pongDueAt = Long.MAX_VALUE;
    private volatile int attachment;

    Connection(
            SessionId session,
            String audience,
            String challenge,
            Socket socket,
            Executor writers,
            Ticker ticker,
            ConnectionSettings settings,
            ConnectionMetrics metrics) {
        this.session = session;
        this.audience = audience;
        this.challenge = challenge;
        this.socket = socket;
        this.outbound = new Outbound(socket, writers, ticker, settings);
        this.ticker = ticker;
        this.settings = settings;
        this.metrics = metrics;
        this.authDueAt = ticker.millis() + settings.authWithin().toMillis();
        this.nextPingAt = ticker.millis() + settings.heartbeat().toMillis();
    }

    public SessionId session() {
        return session;
    }

    /** What a proof on this connection must name as {@code aud}. */
    public String audience() {
        return audience;
    }

    /** What a proof on this connection must name as {@code nonce}. */
    public String challenge() {
        return challenge;
    }

    public Phase phase() {
        return phase.get();
    }

    /** Null until it is proven. */
    public @Nullable Identity identity() {
        return identity;
    }

    /** @throws IllegalStateException before the proof */
    public Identity proven() {
        Identity known = identity;
        if (known == null) {
            throw new IllegalStateException("not proven yet");
        }
        return known;
    }

    // What comes in: for the thread that reads.

    public Admission admit() {
        Admission admission = limits.frame(ticker.millis());
        if (admission instanceof Admission.Flood) {
            close(CloseReason.TOO_MANY_FRAMES);
        }
        return admission;
    }

    /**
     * Tells the client what was wrong with its frame. Before {@code ready} that ends the connection, as does malformed input
     * without end.
     */
    public void refuse(WireException refused) {
        refuse(refused.re(), refused.code(), refused.advice(), null);
        if (phase() == Phase.CHALLENGED) {
            close(CloseReason.NOT_AUTHENTICATED);
        } else if (refused.code() == ErrorCode.MALFORMED && limits.malformed(ticker.millis())) {
            close(CloseReason.MALFORMED);
        }
    }

    /** Tells the client that its request failed; from any thread. */
    public void refuse(@Nullable String re, ErrorCode code, String advice, @Nullable Long retryAfterMs) {
        metrics.refused(code);
        send(new ServerFrame.Refused(re, code, advice, code.retryable(), retryAfterMs));
    }

    // What goes out: from any thread.

    /** Our own answer: goes out at once, also while live frames are held back. */
    public void send(ServerFrame frame) {
        closeOnOverflow(outbound.send(FrameCodec.encode(frame)));
    }

    /** A frame from elsewhere, as it is. */
    public void deliver(String frame) {
        closeOnOverflow(outbound.deliver(frame));
    }

    /** The key is proven; live frames are held back from here until {@link #release}. False when the socket is gone. */
    public boolean prove(Identity proven) {
        identity = proven;
        outbound.hold();
        return phase.compareAndSet(Phase.CHALLENGED, Phase.ATTACHING);
    }

    /** For attaching once more. */
    public void hold() {
        outbound.hold();
    }

    /**
     * Sends {@code first}, then what was held back, then everything live.
     *
     * @param round the round of attaching that this was, see {@link #attachment()}
     */
    public void release(List<String> first, int round) {
        if (phase.compareAndSet(Phase.ATTACHING, Phase.READY) || phase() == Phase.READY) {
            attachment = round;
            outbound.release(first);
        }
    }

    /** The round of attaching in which this connection last attached; every loss of Redis starts a new one. */
    public int attachment() {
        return attachment;
    }

    /** Closes after what was sent before; the first reason counts. */
    public void close(CloseReason reason) {
        if (outbound.close(reason)) {
            metrics.closing(reason);
        }
    }

    /** Nobody answers at the other end. */
    public void cut() {
        socket.cut();
    }

    /** Why we close it; null while we do not. */
    public @Nullable CloseReason closing() {
        return outbound.closing();
    }

    /** A Pong came. */
    public void pong() {
        pongDueAt = Long.MAX_VALUE;
    }

    /** Looks after deadlines; called every fraction of a second by one thread. */
    void tick() {
        if (outbound.tick()) {
            metrics.closing(CloseReason.READS_TOO_SLOWLY);
        }
        if (outbound.closing() != null) {
            return;
        }
        long now = ticker.millis();
        if (phase() == Phase.CHALLENGED && now >= authDueAt) {
            refuse(new WireException(
                    ErrorCode.NOT_AUTHENTICATED,
                    "Answer hello with auth within " + settings.authWithin().toMillis() + " ms."));
        } else if (now >= pongDueAt) {
            metrics.silent();
            cut();
        } else if (now >= nextPingAt) {
            nextPingAt = now + settings.heartbeat().toMillis();
            pongDueAt = Math.min(pongDueAt, now + settings.pongWithin().toMillis());
            socket.ping();
        }
    }

    /** The socket is gone. False when that was known. */
    boolean closed() {
        if (phase.getAndSet(Phase.CLOSED) == Phase.CLOSED) {
            return false;
        }
        outbound.closed();
        return true;
    }

    private void closeOnOverflow(Outbound.Added added) {
        switch (added) {
            case QUEUED, CLOSING -> {}
            case OVERFLOW -> {
                // Held back for so long that it piled up: that is our store's fault and not the reader's.
                CloseReason reason = outbound.isHolding() ? CloseReason.OVERLOADED : CloseReason.READS_TOO_SLOWLY;
                metrics.overflow();
                if (outbound.abort(reason)) {
                    metrics.closing(reason);
                }
            }
        }
    }
}
