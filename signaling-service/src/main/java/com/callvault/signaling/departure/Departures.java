package com.callvault.signaling.departure;

import com.callvault.common.id.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registry of deleted accounts, which is the truth about them. Each method joins its caller's transaction. */
@Component
public class Departures {
    private final JdbcClient jdbc;

    Departures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at ms since the epoch */
    public record Departure(Address address, long at) {}

    /** For good. A repeat changes nothing. */
    public void add(Address address, long now) {
        jdbc.sql("insert into departed (address, at) values (?, ?) on conflict do nothing")
                .params(address.value(), now)
                .update();
    }

    public boolean contains(Address address) {
        return jdbc.sql("select exists (select 1 from departed where address = ?)")
                .param(address.value())
                .query(Boolean.class)
                .single();
    }

    public List<Departure> since(long time) {
        return jdbc.sql("select address, at from departed where at > ?")
                .param(time)
                .query(Departures::departure)
                .list();
    }

    /** In the order of the addresses, those after {@code last}. */
    public List<Departure> after(@Nullable Departure last, int most) {
        return jdbc.sql("select address, at from departed where address > ? order by address limit ?")
                .params(last == null ? "" : last.address().value(), most)
                .query(Departures::departure)
                .list();
    }

    private static Departure departure(ResultSet rs, int i) throws SQLException {
        return new Departure(new Address(rs.getString("address")), rs.getLong("at"));
    }
}
