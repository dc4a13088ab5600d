package com.callvault.signaling.device;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * New devices that wait for a certificate. In the same database as the registry, so that a device has its certificate exactly
 * when it is in the list of its owner's devices. Each method joins its caller's transaction.
 */
@Component
class Links {
    private final JdbcClient jdbc;
    private final LinkSettings settings;

    Links(JdbcClient jdbc, LinkSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * @param key the new device's Ed25519 public key, base64url
     * @param name what the new device calls itself
     * @param expiresAt ms since the epoch
     * @param certified null while it waits
     */
    record Link(
            String code,
            String key,
            DeviceId device,
            @Nullable String name,
            long expiresAt,
            @Nullable Certified certified) {}

    /** @param ownerName what the owner calls themselves */
    record Certified(
            Address address, String certificate, @Nullable String ownerName) {}

    /**
     * Keeps a link that nobody has used yet. They are counted one after another, or many at once would all be below the limit.
     *
     * @param source the network address that opens it
     * @return 0, or how long to wait, in ms: then it was not kept
     */
    long open(Link link, byte[] secretHash, String source, long now) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('device links', 2))")
                .query(rs -> {});
        List<Long> all = expiries(now);
        List<Long> near = expiriesOf(source, now);
        long wait = Math.max(waitMs(near, settings.mostPerNetwork(), now), waitMs(all, settings.most(), now));
        if (wait == 0) {
            jdbc.sql("""
                            insert into device_link (code, secret_hash, source, key, device, name, opened_at, expires_at)
                            values (:code, :secret, :source, :key, :device, :name, :now, :expires)""")
                    .param("code", link.code())
                    .param("secret", secretHash)
                    .param("source", source)
                    .param("key", link.key())
                    .param("device", link.device().value())
                    .param("name", link.name())
                    .param("now", now)
                    .param("expires", link.expiresAt())
                    .update();
        }
        return wait;
    }

    /** Until the first of them expires, when there are too many. */
    private static long waitMs(List<Long> expiries, int most, long now) {
        return expiries.size() < most ? 0 : expiries.getFirst() - now;
    }

    private List<Long> expiries(long now) {
        return jdbc.sql("select expires_at from device_link where expires_at > ? order by expires_at limit ?")
                .params(now, settings.most())
                .query((rs, i) -> rs.getLong(1))
                .list();
    }

    private List<Long> expiriesOf(String source, long now) {
        return jdbc.sql("select expires_at from device_link where source = ? and expires_at > ? order by expires_at")
                .params(source, now)
                .query((rs, i) -> rs.getLong(1))
                .list();
    }

    /** Whoever knows the code. */
    Optional<Link> find(String code, long now) {
        return jdbc.sql("select * from device_link where code = ? and expires_at > ?")
                .params(code, now)
                .query((rs, i) -> link(rs))
                .optional();
    }

    /** The one who opened it. */
    Optional<Link> find(String code, byte[] secretHash, long now) {
        return jdbc.sql("select * from device_link where code = ? and secret_hash = ? and expires_at > ?")
                .params(code, secretHash, now)
                .query((rs, i) -> link(rs))
                .optional();
    }

    /** False when it has another certificate already. */
    boolean use(String code, Certified certified) {
        return jdbc.sql("""
                                update device_link set address = :address, certificate = :certificate, owner_name = :name
                                where code = :code and (certificate is null or certificate = :certificate)""")
                        .param("address", certified.address().value())
                        .param("certificate", certified.certificate())
                        .param("name", certified.ownerName())
                        .param("code", code)
                        .update()
                > 0;
    }

    void dropExpired(long now) {
        jdbc.sql("delete from device_link where expires_at <= ?").params(now).update();
    }

    private static Link link(java.sql.ResultSet rs) throws java.sql.SQLException {
        String certificate = rs.getString("certificate");
        return new Link(
                rs.getString("code"),
                rs.getString("key"),
                new DeviceId(rs.getObject("device", UUID.class)),
                rs.getString("name"),
                rs.getLong("expires_at"),
                certificate == null
                        ? null
                        : new Certified(new Address(rs.getString("address")), certificate, rs.getString("owner_name")));
    }
}
