package com.callvault.signaling.limit;

import com.callvault.common.id.Address;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        String pairKey = from.value() + ">" + to.value();
        Map<String, List<Long>> lately = lock(from.value(), pairKey, now);
        List<Long> all = lately.getOrDefault(from.value(), List.of());
        List<Long> pair = lately.getOrDefault(pairKey, List.of());
        long wait = Math.max(
                waitMs(all, settings.callsPerMinute(), now), waitMs(pair, settings.callsPerPairPerMinute(), now));
        if (wait == 0) {
            jdbc.sql("update placed_lately set times = case key when ? then ? else ? end where key in (?, ?)")
                    .params(from.value(), with(all, now), with(pair, now), from.value(), pairKey)
                    .update();
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

    /** The times of each, ascending and none older than the window. */
    private Map<String, List<Long>> lock(String all, String pair, long now) {
        // An update that changes nothing locks the row and tells what is in it, whoever made it. Always in this order,
        // so that
        // two calls of one person never wait for each other in a circle.
        Map<String, List<Long>> lately = new HashMap<>();
        jdbc.sql("""
                        insert into placed_lately (key, times) values (?, '{}'), (?, '{}')
                        on conflict (key) do update set key = excluded.key returning key, times""").params(all, pair).query(row -> {
            Long[] times = (Long[]) row.getArray("times").getArray();
            lately.put(
                    row.getString("key"),
                    Arrays.stream(times).filter(at -> at > now - WINDOW_MS).toList());
        });
        return lately;
    }

    private static long waitMs(List<Long> times, int most, long now) {
        return times.size() < most ? 0 : Math.max(1, times.get(times.size() - most) + WINDOW_MS - now);
    }

    private static Long[] with(List<Long> times, long now) {
        return Stream.concat(times.stream(), Stream.of(now)).toArray(Long[]::new);
    }
}
