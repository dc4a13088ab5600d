package com.callvault.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.CloseReason;
import com.callvault.gateway.connection.Outbound.Added;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final ConnectionSettings SETTINGS = new ConnectionSettings(
            Duration.ofSeconds(25),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofMillis(750),
            65_536,
            0);

    private final AtomicLong now = new AtomicLong(1_000);
    private final FakeSocket socket = new FakeSocket();
    private final Outbound outbound = new Outbound(socket, socket.writers(), now::get, SETTINGS);

    @Test
    void framesAreWrittenInOrderByOneWriterThatGoesWhenThereIsNothing() {
        outbound.send("a");
        outbound.deliver("b");
        outbound.send("c");
        assertThat(socket.writersWaiting()).isEqualTo(1);
        assertThat(socket.flush()).containsExactly("a", "b", "c");
        outbound.send("d");
        assertThat(socket.flush()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void liveFramesThatAreHeldComeAfterWhatIsOwed() {
        outbound.hold();
        outbound.deliver("live 1");
        outbound.deliver("live 2");
        outbound.send("our own answer");
        outbound.release(List.of("ready", "owed 1", "owed 2"));
        outbound.deliver("live 3");
        assertThat(socket.flush())
                .containsExactly("our own answer", "ready", "owed 1", "owed 2", "live 1", "live 2", "live 3");
    }

    @Test
    void theQueueHoldsItsSizeAndNotAByteMore() {
        assertThat(outbound.send("x".repeat(65_000))).isEqualTo(Added.QUEUED);
        assertThat(outbound.send("x".repeat(536))).isEqualTo(Added.QUEUED);
        assertThat(outbound.send("x")).isEqualTo(Added.OVERFLOW);
        socket.flush();
        assertThat(outbound.send("x")).isEqualTo(Added.QUEUED);
    }

    @Test
    void whatIsHeldBackIsBoundedAsWell() {
        outbound.hold();
        assertThat(outbound.deliver("x".repeat(65_000))).isEqualTo(Added.QUEUED);
        assertThat(outbound.deliver("x".repeat(537))).isEqualTo(Added.OVERFLOW);
    }

    /** Otherwise a device that is owed much could never attach: it would be closed each time. */
    @Test
    void whatIsOwedIsNeverTooMuch() {
        outbound.hold();
        outbound.release(List.of("x".repeat(60_000), "y".repeat(60_000), "z".repeat(60_000)));
        assertThat(outbound.deliver("live")).isEqualTo(Added.QUEUED);
        assertThat(socket.flush()).hasSize(4);
    }

    @Test
    void closeComesAfterWhatWasSentBeforeAndNothingComesAfterIt() {
        outbound.send("the reason");
        assertThat(outbound.close(CloseReason.NOT_AUTHENTICATED)).isTrue();
        assertThat(outbound.close(CloseReason.SUPERSEDED)).isFalse();
        assertThat(outbound.send("late")).isEqualTo(Added.CLOSING);
        assertThat(socket.flush()).containsExactly("the reason");
        assertThat(socket.closed).isEqualTo(CloseReason.NOT_AUTHENTICATED);
    }

    @Test
    void aCloseThatDoesNotGoThroughIsCut() {
        outbound.close(CloseReason.RESTART);
        socket.flush();
        now.addAndGet(4_999);
        outbound.tick();
        assertThat(socket.cut).isFalse();
        now.addAndGet(1);
        outbound.tick();
        assertThat(socket.cut).isTrue();
    }

    @Test
    void aReaderThatTakesNothingForFourSecondsIsClosedAndThenCut() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        FakeSocket told = new FakeSocket();
        Socket stuck = new Socket() {
            @Override
            public void send(String frame) throws IOException {
                writing.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                throw new IOException("cut");
            }

            @Override
            public void ping() {}

            @Override
            public void close(CloseReason reason) {
                told.close(reason);
            }

            @Override
            public void cut() {
                told.cut();
                released.countDown();
            }
        };
        Outbound slow = new Outbound(stuck, task -> Thread.ofVirtual().start(task), now::get, SETTINGS);
        slow.send("a");
        writing.await();
        now.addAndGet(3_999);
        assertThat(slow.tick()).isFalse();
        now.addAndGet(1);
        assertThat(slow.tick()).isTrue();
        assertThat(told.closed).isEqualTo(CloseReason.READS_TOO_SLOWLY);
        assertThat(told.cut).isFalse();
        now.addAndGet(750);
        slow.tick();
        assertThat(told.cut).isTrue();
    }
}
