package com.callvault.signaling.call;

import com.callvault.common.id.Address;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in a call now. */
@Component
public class LiveCalls {
    private final JdbcClient jdbc;

    LiveCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this person calls, is being called, or talks. */
    public boolean includes(Address person) {
        return jdbc.sql("""
                        select exists (select from engagement where address = ?)
                            or exists (select from calls where callee = ? and status = 'ringing')""")
                .params(person.value(), person.value())
                .query(Boolean.class)
                .single();
    }
}
