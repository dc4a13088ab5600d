package com.callvault.messaging.block;

import com.callvault.common.event.PolicyChanged;
import com.callvault.common.id.Address;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link Blocks} in PostgreSQL, one row for each person who is blocked by another. */
final class JdbcBlocks implements Blocks {
    /** As in the pipeline's other statements, one array per column: one plan for every size of batch. */
    private static final String AMONG = """
            select asked.sender, asked.receiver
            from unnest(?::text[], ?::text[]) as asked (sender, receiver)
            join messaging.blocked on blocked.owner = asked.receiver and blocked.address = asked.sender
            """;

    private static final String RAISE = """
            insert into messaging.policy_revision as known (owner, revision) values (?, ?)
            on conflict (owner) do update set revision = excluded.revision where known.revision < excluded.revision
            """;

    private static final String REMOVE = "delete from messaging.blocked where owner = ? and address <> all (?::text[])";

    private static final String ADD = """
            insert into messaging.blocked (owner, address) select ?, address from unnest(?::text[]) as added (address)
            on conflict do nothing
            """;

    /** What follows from it is {@code member}'s, which sweeps. */
    private static final String DEPART = """
            insert into messaging.departure (address, at_ms) values (?, ?) on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcBlocks(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Set<Way> among(Collection<Way> ways) {
        List<Way> asked = ways.stream().distinct().toList();
        Set<Way> blocked = new HashSet<>();
        if (!asked.isEmpty()) {
            jdbc.sql(AMONG)
                    .param(texts(asked.stream().map(Way::from)))
                    .param(texts(asked.stream().map(Way::to)))
                    .query((RowCallbackHandler) row -> blocked.add(
                            new Way(new Address(row.getString("sender")), new Address(row.getString("receiver")))));
        }
        return blocked;
    }

    /** Takes somebody's blocklist as it stands, and that they are gone for good. False when it is not newer than the one that is known: a repeat. */
    boolean take(PolicyChanged changed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            String owner = changed.address().value();
            // The row is locked until the end, so whatever instance takes an older one after this finds it known.
            if (jdbc.sql(RAISE).params(owner, changed.revision()).update() == 0) {
                return false;
            }
            String[] blocked = texts(changed.blocked().stream());
            jdbc.sql(REMOVE).param(owner).param(blocked).update();
            jdbc.sql(ADD).param(owner).param(blocked).update();
            Long deletedAt = changed.deletedAt();
            if (deletedAt != null) {
                jdbc.sql(DEPART).params(owner, deletedAt).update();
            }
            return true;
        }));
    }

    private static String[] texts(Stream<Address> addresses) {
        return addresses.map(Address::value).toArray(String[]::new);
    }
}
