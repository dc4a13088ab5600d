package com.callvault.signaling.device;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.DeviceCertificate;
import com.callvault.common.jws.Standing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registry of devices, which is the truth about who is revoked. Each method joins its caller's transaction. */
@Component
class Devices {
    /** That are not revoked. */
    static final int MOST = 20;

    /** Revoked ones count: they are kept for good. */
    static final int MOST_EVER = 500;

    private final JdbcClient jdbc;

    Devices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name what its owner calls it
     * @param addedAt ms since the epoch
     * @param linked whether it has a key of its own; one that has not holds the address's own key
     */
    record Device(DeviceId device, @Nullable String name, long addedAt, boolean linked) {}

    /** @param at ms since the epoch */
    record Revoked(Address owner, DeviceId device, long at) {}

    /** One that nobody certified holds the address's own key; it is seen for the first time when it asks. */
    void seen(Address owner, DeviceId device, long now) {
        jdbc.sql("""
                        insert into device (address, device, added_at)
                        select :owner, :device, :now
                        where (select count(*) from device where address = :owner) < :most
                        on conflict (address, device) do nothing""")
                .param("owner", owner.value())
                .param("device", device.value())
                .param("now", now)
                .param("most", MOST_EVER)
                .update();
    }

    /** Those that are not revoked, the oldest first. */
    List<Device> of(Address owner) {
        return jdbc.sql("""
                        select device, name, added_at, certificate is not null from device
                        where address = ? and revoked_at is null order by added_at, device""")
                .params(owner.value())
                .query((rs, i) -> new Device(
                        new DeviceId(rs.getObject(1, UUID.class)), rs.getString(2), rs.getLong(3), rs.getBoolean(4)))
                .list();
    }

    /** False when there is none, or none any more. */
    boolean rename(Address owner, DeviceId device, String name) {
        return jdbc.sql("update device set name = ? where address = ? and device = ? and revoked_at is null")
                        .params(name, owner.value(), device.value())
                        .update()
                > 0;
    }

    /** What can come of a certificate. */
    enum Certified {
        DONE,
        REVOKED,
        OF_ANOTHER_KEY,
        TOO_MANY
    }

    /** A repeat changes nothing. One person's certificates are taken one after another, so that the limit holds. */
    Certified certify(Address owner, DeviceCertificate certificate, String jws, @Nullable String name, long now) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 2))")
                .params(owner.value())
                .query(rs -> {});
        record Known(@Nullable String key, boolean revoked) {}
        Optional<Known> known = jdbc.sql(
                        "select key, revoked_at is not null from device where address = ? and device = ?")
                .params(owner.value(), certificate.device().value())
                .query((rs, i) -> new Known(rs.getString(1), rs.getBoolean(2)))
                .optional();
        if (known.isPresent()) {
            if (known.get().revoked()) {
                return Certified.REVOKED;
            }
            return certificate.key().equals(known.get().key()) ? Certified.DONE : Certified.OF_ANOTHER_KEY;
        }
        if (count(owner, "and revoked_at is null") >= MOST || count(owner, "") >= MOST_EVER) {
            return Certified.TOO_MANY;
        }
        jdbc.sql("""
                        insert into device (address, device, name, key, certificate, added_at)
                        values (:owner, :device, :name, :key, :certificate, :now)""")
                .param("owner", owner.value())
                .param("device", certificate.device().value())
                .param("name", name)
                .param("key", certificate.key())
                .param("certificate", jws)
                .param("now", now)
                .update();
        return Certified.DONE;
    }

    private int count(Address owner, String which) {
        return jdbc.sql("select count(*) from device where address = ? " + which)
                .params(owner.value())
                .query(Integer.class)
                .single();
    }

    /** For good; a repeat changes nothing. One that was never seen is revoked as well: its certificate may be elsewhere. */
    boolean revoke(Address owner, DeviceId device, String jws, long now) {
        return jdbc.sql("""
                                insert into device (address, device, added_at, revoked_at, revocation)
                                select :owner, :device, :now, :now, :jws
                                where exists (select 1 from device where address = :owner and device = :device)
                                    or (select count(*) from device where address = :owner) < :most
                                on conflict (address, device) do update
                                set revoked_at = coalesce(device.revoked_at, excluded.revoked_at),
                                    revocation = coalesce(device.revocation, excluded.revocation)""")
                        .param("owner", owner.value())
                        .param("device", device.value())
                        .param("now", now)
                        .param("jws", jws)
                        .param("most", MOST_EVER)
                        .update()
                > 0;
    }

    /** Also of a device that was never seen. */
    Standing standing(Address owner, DeviceId device) {
        return jdbc.sql("""
                        select case
                            when exists (select 1 from departed where address = :owner) then 'DELETED'
                            when exists (select 1 from device
                                         where address = :owner and device = :device and revoked_at is not null) then 'REVOKED'
                            else 'GOOD' end""")
                .param("owner", owner.value())
                .param("device", device.value())
                .query((rs, i) -> Standing.valueOf(rs.getString(1)))
                .single();
    }

    List<Revoked> revokedSince(long time) {
        return jdbc.sql("select address, device, revoked_at from device where revoked_at > ?")
                .params(time)
                .query((rs, i) -> revoked(rs))
                .list();
    }

    /** In the order of their keys, those after {@code last}. */
    List<Revoked> revokedAfter(@Nullable Revoked last, int most) {
        String owner = last == null ? "" : last.owner().value();
        UUID device = last == null ? new UUID(0, 0) : last.device().value();
        return jdbc.sql("""
                        select address, device, revoked_at from device
                        where revoked_at is not null and (address, device) > (?, ?) order by address, device limit ?""")
                .params(owner, device, most)
                .query((rs, i) -> revoked(rs))
                .list();
    }

    private static Revoked revoked(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new Revoked(new Address(rs.getString(1)), new DeviceId(rs.getObject(2, UUID.class)), rs.getLong(3));
    }
}
