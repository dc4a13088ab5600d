package com.callvault.signaling.contact;

import com.callvault.common.id.Address;
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

    record Contact(Address address, String name) {}

    /** Joins the caller's transaction. */
    public boolean knows(Address owner, Address other) {
        return find(owner, other).isPresent();
    }

    Optional<Contact> find(Address owner, Address other) {
        return jdbc.sql("select name from contact where owner = ? and address = ?")
                .params(owner.value(), other.value())
                .query(String.class)
                .optional()
                .map(name -> new Contact(other, name));
    }

    /** False when the book is full. */
    boolean put(Address owner, Address other, String name) {
        return jdbc.sql("""
                                insert into contact (owner, address, name)
                                select :owner, :address, :name
                                where (select count(*) from contact where owner = :owner) < :most
                                    or exists (select 1 from contact where owner = :owner and address = :address)
                                on conflict (owner, address) do update set name = excluded.name""")
                        .param("owner", owner.value())
                        .param("address", other.value())
                        .param("name", name)
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
        return jdbc.sql("select address, name from contact where owner = ? and address > ? order by address limit ?")
                .params(owner.value(), after == null ? "" : after, most)
                .query((rs, i) -> new Contact(new Address(rs.getString(1)), rs.getString(2)))
                .list();
    }
}
