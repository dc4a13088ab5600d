package com.callvault.messaging.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the words of what was said, some time after it was said. It goes round the conversations by their keys, a range at a
 * time, so the pipeline has nothing to tell it, and a crash or another instance that does the same takes nothing from it: what a
 * conversation lacks stands in its row. One conversation is locked at a time, for a few milliseconds, because words that are taken
 * back meanwhile must not be written after they were erased.
 */
final class Indexing {
    private static final Logger log = LoggerFactory.getLogger(Indexing.class);
    /** In one transaction; the pipeline waits for its end. */
    private static final int PLACES = 32 * Blocks.SIZE;

    private final Blocks blocks;
    private final TransactionTemplate transaction;
    private final SearchSettings settings;
    private final Clock clock;
    private final Counter indexed;
    private long doneKey;

    Indexing(
            Blocks blocks,
            TransactionTemplate transaction,
            SearchSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.blocks = blocks;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.indexed = Counter.builder("callvault.messaging.search.indexed")
                .description("places of conversations whose words were written for search")
                .register(registry);
    }

    /** Looks at the next range of conversations. Called by one thread. */
    void sweep() {
        try {
            if (doneKey >= blocks.highestKey()) {
                doneKey = 0;
            }
            long afterKey = doneKey;
            // Before it is done: what cannot be written here shall not keep the sweep from the others.
            doneKey = afterKey + settings.conversations();
            long quietSinceMs = clock.millis() - settings.quiet().toMillis();
            for (long key : blocks.behind(afterKey, doneKey, quietSinceMs)) {
                index(key);
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn(
                    "Words for search wait, the store is away: {}",
                    away.getClass().getName());
        }
    }

    private void index(long key) {
        long places;
        do {
            Long written = transaction.execute(status -> indexSome(key));
            places = written == null ? 0 : written;
            indexed.increment((double) places);
        } while (places >= PLACES);
    }

    private long indexSome(long key) {
        Blocks.Behind behind = blocks.lock(key);
        if (behind == null) {
            return 0;
        }
        long first = Blocks.blockOf(behind.indexedSeq() + 1);
        long last = Math.min(behind.lastSeq(), first + PLACES - 1);
        blocks.write(key, first, last);
        return last - first + 1;
    }
}
