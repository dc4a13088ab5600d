package com.callvault.signaling.call;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.signaling.store.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which live call a device takes part in. What spans pairs of people is a row here, in the same transaction as the call. */
@Component
class Engagements {
    private final JdbcClient jdbc;

    Engagements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CallId> of(Address address, DeviceId device) {
        return jdbc.sql("select call from engagement where address = ? and device = ?")
                .params(address.value(), device.value())
                .query((rs, i) -> new CallId(rs.getObject(1, UUID.class)))
                .optional();
    }

    /** Those devices of this person that take part in a live call. */
    List<DeviceId> devicesOf(Address address) {
        return jdbc.sql("select device from engagement where address = ?")
                .param(address.value())
                .query((rs, i) -> new DeviceId(rs.getObject(1, UUID.class)))
                .list();
    }

    /**
     * Two calls can be accepted at the same moment on two partitions: the second waits here for the first to commit.
     *
     * A {@link Ledger.Conflict} when it takes part in another call by now, or when the call itself could not be written.
     */
    void engage(Pipeline writes, Address address, DeviceId device, CallId call) {
        writes.write(Ledger.Conflict::new, """
                insert into engagement (address, device, call) select ?, ?, call from calls where call = ?
                on conflict (address, device) do update set call = excluded.call
                where engagement.call = excluded.call""", address.value(), device.value(), call.value());
    }

    void release(Pipeline writes, Address address, DeviceId device, CallId call) {
        writes.write(
                "delete from engagement where address = ? and device = ? and call = ?",
                address.value(),
                device.value(),
                call.value());
    }
}
