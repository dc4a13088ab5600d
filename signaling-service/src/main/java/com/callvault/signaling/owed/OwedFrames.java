package com.callvault.signaling.owed;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Frames that one device has not acknowledged: their home, of which Redis has a copy for attach. The methods join the caller's
 * transaction. Frames leave by acknowledgement or by age, never because a call ends: a hole in {@code n} would hold up the end
 * itself. Times are ms since the epoch.
 */
@Component
public class OwedFrames {
    private final JdbcClient jdbc;

    OwedFrames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param expiresAt null while the call lives */
    public record Owed(
            CallId call,
            Address address,
            DeviceId device,
            long n,
            String frame,
            int attempts,
            @Nullable Long expiresAt) {}

    public void owe(Address address, DeviceId device, ServerFrame.CallNotice frame, long dueAt) {
        jdbc.sql("""
                        insert into owed_frame (call, address, device, n, frame, due_at) values (?, ?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(
                        frame.call().value(),
                        address.value(),
                        device.value(),
                        frame.n(),
                        FrameCodec.encode(frame),
                        dueAt)
                .update();
    }

    /** The device has everything up to {@code n}. */
    public void forget(CallId call, Address address, DeviceId device, long n) {
        jdbc.sql("delete from owed_frame where call = ? and address = ? and device = ? and n <= ?")
                .params(call.value(), address.value(), device.value(), n)
                .update();
    }

    /** The call is over: what is still owed is, until then. */
    public void expire(CallId call, long at) {
        jdbc.sql("update owed_frame set expires_at = ? where call = ? and expires_at is null")
                .params(at, call.value())
                .update();
    }

    /** Takes what is due, in order for each device, passing over what another instance has taken. */
    public List<Owed> takeDue(long now, int most) {
        return jdbc.sql("""
                        select call, address, device, n, frame, attempts, expires_at from owed_frame
                        where due_at <= ? order by due_at, n limit ? for update skip locked""").params(now, most).query(OwedFrames::owed).list();
    }

    public void sentAgain(Owed owed, long nextDueAt) {
        jdbc.sql("""
                        update owed_frame set attempts = attempts + 1, due_at = ?
                        where call = ? and address = ? and device = ? and n = ?""")
                .params(
                        nextDueAt,
                        owed.call().value(),
                        owed.address().value(),
                        owed.device().value(),
                        owed.n())
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
