package com.callvault.signaling.contact;

import com.callvault.common.id.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom people know, under the names that they gave them. */
@Component
public class Contacts {
    /** An address book, not a store for other things. */
    static final int MOST = 5000;

    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param ring what holds for their calls beside the owner's policy */
    record Contact(Address address, String name, Ringing ring) {}

    Optional<Contact> find(Address owner, Address other) {
        return jdbc.sql("select address, name, ring from contact where owner = ? and address = ?")
                .params(owner.value(), other.value())
                .query(Contacts::contact)
                .optional();
    }

    /**
     * False when the book is full.
     *
     * @param ring null to leave it as it is, so that a client which only knows names changes nothing else
     */
    boolean put(Address owner, Address other, String name, @Nullable Ringing ring) {
        return jdbc.sql("""
                                insert into contact (owner, address, name, ring)
                                select :owner, :address, :name, coalesce(:ring, 'usual')
                                where (select count(*) from contact where owner = :owner) < :most
                                    or exists (select 1 from contact where owner = :owner and address = :address)
                                on conflict (owner, address)
                                do update set name = excluded.name, ring = coalesce(:ring, contact.ring)""")
                        .param("owner", owner.value())
                        .param("address", other.value())
                        .param("name", name)
                        .param("ring", ring == null ? null : ring.wire(), Types.VARCHAR)
                        .param("most", MOST)
                        .update()
                > 0;
    }

    boolean remove(Address owner, Address other) {
        return jdbc.sql("delete from contact where owner = ? and address = ?")
                        .params(owner.value(), other.value())
                        .update()
                > 0;
    }

    /** By address, those after {@code after}. */
    List<Contact> list(Address owner, @Nullable String after, int most) {
        return jdbc.sql("""
                        select address, name, ring from contact where owner = ? and address > ?
                        order by address limit ?""")
                .params(owner.value(), after == null ? "" : after, most)
                .query(Contacts::contact)
                .list();
    }

    private static Contact contact(ResultSet rs, int i) throws SQLException {
        Ringing ring = Ringing.of(rs.getString("ring"));
        return new Contact(
                new Address(rs.getString("address")), rs.getString("name"), ring == null ? Ringing.USUAL : ring);
    }
}
