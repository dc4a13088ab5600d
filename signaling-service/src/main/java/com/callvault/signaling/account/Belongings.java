package com.callvault.signaling.account;

import com.callvault.common.id.Address;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything that this service keeps of a person for themselves, but for their policy, which is under a lock of its own. What
 * others have written down of them is the others', and so is the history of calls; frames that are owed and counts of calls go
 * with their age. Joins the caller's transaction; a repeat erases what came since.
 */
@Component
class Belongings {
    private static final List<String> ERASE = List.of(
            "delete from contact where owner = ?",
            "delete from blocked where owner = ?",
            "delete from device where address = ?",
            "delete from device_link where address = ?");

    private final JdbcClient jdbc;

    Belongings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void erase(Address owner) {
        ERASE.forEach(each -> jdbc.sql(each).param(owner.value()).update());
    }
}
