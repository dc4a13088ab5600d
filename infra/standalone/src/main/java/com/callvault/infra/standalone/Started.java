package com.callvault.infra.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs, in the order of its start; it is stopped in the reverse order. There is one shutdown hook in this process,
 * and it is this one's: contexts and stores that each had their own would race, and a consumer that cannot leave its
 * group makes the next start deaf for seconds.
 */
public final class Started {

    /** Stopping is not waited for longer; the next start ends what is left. */
    static final Duration STOPS_WITHIN = Duration.ofSeconds(9);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile boolean stopping;

    /** The thread that starts holds this until it is done, so that the hook never sees a part half started. */
    public void begin() {
        starting.lock();
    }

    public void end() {
        starting.unlock();
    }

    /**
     * @throws StoppedException if somebody has asked to stop meanwhile; the part is remembered and will be stopped
     */
    public void add(AutoCloseable part) {
        parts.push(part);
        if (stopping) {
            throw new StoppedException();
        }
    }

    /** Stops everything, on the thread of the hook; what takes too long is left to die with the process. */
    public void stop() throws InterruptedException {
        stopping = true;
        var halt = Thread.ofPlatform().daemon().name("halt").start(() -> haltAfter(STOPS_WITHIN));
        if (starting.tryLock(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception e) {
                    log().warn("did not stop as it should", e);
                }
            }
        }
        halt.interrupt();
    }

    private static void haltAfter(Duration wait) {
        try {
            Thread.sleep(wait);
            log().error("not everything stopped within {}, the next start ends what is left", wait);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            // All has stopped in time.
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Started.class);
    }

    /** Ends the start without a word: whoever stops it knows. */
    public static final class StoppedException extends RuntimeException {}
}
