package com.callvault.signaling.owed;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.signaling.store.Pipeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Frames that one device has not acknowledged: their home, of which Redis has a copy for attach. The methods join the caller's
 * transaction. Frames leave by acknowledgement or by age, never because a call ends: a hole in {@code n} would hold up the end
 * itself. Times are ms since the epoch.
 */
@Component
public class OwedFrames {
    private final JdbcOperations operations;
    private final JdbcClient jdbc;

    OwedFrames(JdbcOperations operations) {
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
    }

    /** What a device is to be told. */
    public record Owing(Address address, DeviceId device, ServerFrame.CallNotice frame) {}

    /** @param expiresAt null while the call lives */
    public record Owed(
            CallId call,
            Address address,
            DeviceId device,
            long n,
            String frame,
            int attempts,
            @Nullable Long expiresAt) {}

    /** Frames that each device is owed from now on. One statement for any number: PostgreSQL plans each text by itself. */
    public void owe(Pipeline writes, List<Owing> frames, long dueAt) {
        writes.write(
                """
                insert into owed_frame (call, address, device, n, frame, due_at)
                select call, address, device, n, frame, ?
                from unnest(?::uuid[], ?::text[], ?::uuid[], ?::bigint[], ?::text[]) as owing (call, address, device, n, frame)
                on conflict do nothing""",
                dueAt,
                frames.stream().map(each -> each.frame().call().value()).toArray(UUID[]::new),
                frames.stream().map(each -> each.address().value()).toArray(String[]::new),
                frames.stream().map(each -> each.device().value()).toArray(UUID[]::new),
                frames.stream().mapToLong(each -> each.frame().n()).toArray(),
                frames.stream().map(each -> FrameCodec.encode(each.frame())).toArray(String[]::new));
    }

    /** A device has everything of a call up to {@code n}. */
    public record Received(CallId call, Address address, DeviceId device, long n) {}

    /** What devices have is owed to them no more. */
    public void forget(List<Received> received) {
        Pipeline writes = new Pipeline(operations);
        forget(writes, received);
        writes.run();
    }

    /** As above, with the writes of a transaction. */
    public void forget(Pipeline writes, List<Received> received) {
        writes.write(
                """
                delete from owed_frame as frame
                using unnest(?::uuid[], ?::text[], ?::uuid[], ?::bigint[]) as received (call, address, device, n)
                where frame.call = received.call and frame.address = received.address and frame.device = received.device
                    and frame.n <= received.n""",
                received.stream().map(each -> each.call().value()).toArray(UUID[]::new),
                received.stream().map(each -> each.address().value()).toArray(String[]::new),
                received.stream().map(each -> each.device().value()).toArray(UUID[]::new),
                received.stream().mapToLong(Received::n).toArray());
    }

    /** The call is over: what is still owed is, until then. */
    public void expire(Pipeline writes, CallId call, long at) {
        writes.write("update owed_frame set expires_at = ? where call = ? and expires_at is null", at, call.value());
    }

    /** Takes what is due, in order for each device, passing over what another instance has taken. */
    public List<Owed> takeDue(long now, int most) {
        return jdbc.sql("""
                        select call, address, device, n, frame, attempts, expires_at from owed_frame
                        where due_at <= ? order by due_at, n limit ? for update skip locked""").params(now, most).query(OwedFrames::owed).list();
    }

    /** @param next when each is due after that, in their order */
    public void sentAgain(List<Owed> frames, long[] next) {
        jdbc.sql("""
                        update owed_frame as frame set attempts = attempts + 1, due_at = sent.next
                        from unnest(?::uuid[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[])
                            as sent (call, address, device, n, next)
                        where frame.call = sent.call and frame.address = sent.address and frame.device = sent.device
                            and frame.n = sent.n""")
                .param(frames.stream().map(each -> each.call().value()).toArray(UUID[]::new))
                .param(frames.stream().map(each -> each.address().value()).toArray(String[]::new))
                .param(frames.stream().map(each -> each.device().value()).toArray(UUID[]::new))
                .param(frames.stream().mapToLong(Owed::n).toArray())
                .param(next)
                .update();
    }

    public int dropExpired(long now) {
        return jdbc.sql("delete from owed_frame where expires_at < ?")
                .param(now)
                .update();
    }

    public long count() {
        return jdbc.sql("select count(*) from owed_frame").query(Long.class).single();
    }

    private static Owed owed(ResultSet rs, int i) throws SQLException {
        return new Owed(
                new CallId(rs.getObject("call", UUID.class)),
                new Address(rs.getString("address")),
                new DeviceId(rs.getObject("device", UUID.class)),
                rs.getLong("n"),
                rs.getString("frame"),
                rs.getInt("attempts"),
                rs.getObject("expires_at", Long.class));
    }
}
