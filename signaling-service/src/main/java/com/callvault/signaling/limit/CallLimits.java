package com.callvault.signaling.limit;

import com.callvault.common.id.Address;
import com.callvault.signaling.store.Pipeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
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

    /** When somebody placed calls within the last minute, ascending; nobody else changes it before the transaction ends. */
    public static final class Lately {
        private final String all;
        private final String pair;
        private final Pipeline.Answer<Map.Entry<String, List<Long>>> found;

        private Lately(String all, String pair, Pipeline.Answer<Map.Entry<String, List<Long>>> found) {
            this.all = all;
            this.pair = pair;
            this.found = found;
        }

        private List<Long> times(String key) {
            return found.list().stream()
                    .filter(each -> each.getKey().equals(key))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** To be asked before {@link #take}. */
    public Lately lately(Pipeline asks, Address from, Address to, long now) {
        String pairKey = from.value() + ">" + to.value();
        // An update that changes nothing locks the row and tells what is in it, whoever made it. Always in this order,
        // so that
        // two calls of one person never wait for each other in a circle.
        return new Lately(
                from.value(),
                pairKey,
                asks.ask("""
                        insert into placed_lately (key, times) values (?, '{}'), (?, '{}')
                        on conflict (key) do update set key = excluded.key returning key, times""", (row, i) -> Map.entry(row.getString("key"), within(row, now)), from.value(), pairKey));
    }

    private static List<Long> within(ResultSet row, long now) throws SQLException {
        Long[] times = (Long[]) row.getArray("times").getArray();
        return Arrays.stream(times).filter(at -> at > now - WINDOW_MS).toList();
    }

    /**
     * Counts one call, in the caller's transaction, so that what is rolled back was not counted.
     *
     * @return 0, or how long to wait, in ms: then it was not counted
     */
    public long take(Pipeline writes, Lately lately, long now) {
        List<Long> all = lately.times(lately.all);
        List<Long> pair = lately.times(lately.pair);
        long wait = Math.max(
                waitMs(all, settings.callsPerMinute(), now), waitMs(pair, settings.callsPerPairPerMinute(), now));
        if (wait == 0) {
            writes.write(
                    "update placed_lately set times = case key when ? then ?::bigint[] else ?::bigint[] end where key in (?, ?)",
                    lately.all,
                    with(all, now),
                    with(pair, now),
                    lately.all,
                    lately.pair);
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

    private static long waitMs(List<Long> times, int most, long now) {
        return times.size() < most ? 0 : Math.max(1, times.get(times.size() - most) + WINDOW_MS - now);
    }

    private static Long[] with(List<Long> times, long now) {
        return Stream.concat(times.stream(), Stream.of(now)).toArray(Long[]::new);
    }
}
