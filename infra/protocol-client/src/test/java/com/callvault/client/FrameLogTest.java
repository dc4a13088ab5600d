package com.callvault.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameLogTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private final FrameLog log = new FrameLog(4);

    @Test
    void whatHasComeIsFoundAndWhatComesLaterIsWaitedFor() {
        log.add(frame("a"));
        assertThat(log.await("a", Duration.ZERO).type()).isEqualTo("a");
        Thread.ofVirtual().start(() -> log.add(frame("b")));
        assertThat(log.await("b", LONG).type()).isEqualTo("b");
    }

    @Test
    void aMarkHidesWhatCameBefore() {
        log.add(frame("a"));
        long mark = log.mark();
        assertThatThrownBy(() -> log.await(mark, frame -> frame.is("a"), Duration.ZERO, "another a"))
                .isInstanceOf(NotSeen.class)
                .hasMessageContaining("missing after 0 ms: another a");
    }

    @Test
    void theEndEndsAllWaiting() {
        Thread.ofVirtual().start(() -> log.end(new Closed(4409, "")));
        assertThatThrownBy(() -> log.await("never", LONG)).hasMessageContaining("4409");
    }

    @Test
    void onlyTheNewestAreKeptAndMarksStillHold() {
        log.add(frame("a"));
        long mark = log.mark();
        for (var type : new String[] {"b", "c", "d", "e", "f"}) {
            log.add(frame(type));
        }
        assertThat(log.all()).hasSizeLessThanOrEqualTo(4);
        assertThat(log.mark()).isEqualTo(6);
        assertThat(log.await(mark, frame -> frame.is("f"), Duration.ZERO, "f").type())
                .isEqualTo("f");
        assertThat(log.after(5)).extracting(Frame::type).containsExactly("f");
    }

    @Test
    void aFramesLineTellsNothingThatSomebodySaid() {
        var json =
                Json.frame("msg:incoming").put("seq", 3).put("body", "a secret").put("intent", "a.jws.here");
        assertThat(new Frame(json, 0)).hasToString("msg:incoming seq=3");
    }

    private static Frame frame(String type) {
        return new Frame(Json.frame(type), System.nanoTime());
    }
}
