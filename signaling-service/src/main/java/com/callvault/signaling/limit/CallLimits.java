package com.callvault.signaling.limit;

import com.callvault.common.id.Address;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many calls somebody may place in any minute, to everybody and to one person. Each count is a row of the times at which
 * they placed them, locked while it is changed: the n-th is allowed and the next is not, however many arrive at once and on
 * however many instances.
 */
@Component
public class CallLimits {
    private static final long WINDOW_MS = Duration.ofMinutes(1).toMillis();

    private final JdbcClient jdbc;
    private final LimitSettings settings;

    CallLimits(JdbcClient jdbc, LimitSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Counts one call, in the caller's transaction, so that what is rolled back was not counted.
     *
     * @return 0, or how long to wait, in ms: then it was not counted
     */
    public long take(Address from, Address to, long now) {
        // Always in this order, so that two calls of one person never wait for each other in a circle.
        Window all = lock(from.value(), now);
        Window pair = lock(from.value() + ">" + to.value(), now);
        long wait = Math.max(
                all.waitMs(settings.callsPerMinute(), now), pair.waitMs(settings.callsPerPairPerMinute(), now));
        if (wait == 0) {
            write(all, now);
            write(pair, now);
        }
        return wait;
    }

    /** Removes counts that count for nothing any more. */
    public int dropOld(long now) {
        return jdbc.sql("""
                        delete from placed_lately where key in (
                            select key from placed_lately
                            where times[cardinality(times)] is null or times[cardinality(times)] <= ?
                            for update skip locked)""").param(now - WINDOW_MS).update();
    }

    /** @param times ascending, none older than the window */
    private record Window(String key, List<Long> times) {
        long waitMs(int most, long now) {
            return times.size() < most ? 0 : Math.max(1, times.get(times.size() - most) + WINDOW_MS - now);
        }
    }

    private Window lock(String key, long now) {
        // An update that changes nothing locks the row and tells what is in it, whoever made it.
        List<Long> times = jdbc.sql("""
                        insert into placed_lately (key, times) values (?, '{}')
                        on conflict (key) do update set key = excluded.key returning times""")
                .param(key)
                .query((rs, i) -> List.of((Long[]) rs.getArray(1).getArray()))
                .single();
        return new Window(key, times.stream().filter(at -> at > now - WINDOW_MS).toList());
    }

    private void write(Window window, long now) {
        Long[] times = Stream.concat(window.times().stream(), Stream.of(now)).toArray(Long[]::new);
        jdbc.sql("update placed_lately set times = ? where key = ?")
                .params(times, window.key())
                .update();
    }
}
