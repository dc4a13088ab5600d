package com.callvault.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.callvault.infra.embedded.TestStores;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PipelineIT {
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void connect() {
        TestStores stores = TestStores.shared();
        DriverManagerDataSource database =
                new DriverManagerDataSource(stores.newDatabase(), stores.jdbcUser(), stores.jdbcPassword());
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        jdbc.execute("create table thing (id uuid primary key, name text, times bigint[])");
    }

    private static final class Lost extends RuntimeException {}

    @Test
    void eachStatementSeesWhatThoseBeforeItHaveWritten() {
        UUID id = UUID.randomUUID();
        Pipeline pipeline = new Pipeline(jdbc);
        pipeline.write("insert into thing values (?, ?, ?)", id, null, new Long[] {1L, 2L});
        Pipeline.Answer<List<Long>> times = pipeline.ask(
                "select times from thing where id = ?",
                (row, i) -> Arrays.asList((Long[]) row.getArray(1).getArray()),
                id);
        pipeline.write(Lost::new, "update thing set name = ? where id = ? and name is null", "one", id);
        Pipeline.Answer<String> name =
                pipeline.ask("select name from thing where id = ?", (row, i) -> row.getString(1), id);
        Pipeline.Answer<String> nobody =
                pipeline.ask("select name from thing where id = ?", (row, i) -> row.getString(1), UUID.randomUUID());
        assertThatThrownBy(name::list).isInstanceOf(IllegalStateException.class);
        transaction.executeWithoutResult(status -> pipeline.run());
        assertThat(times.single()).containsExactly(1L, 2L);
        assertThat(name.single()).isEqualTo("one");
        assertThat(nobody.first()).isNull();
        assertThatThrownBy(nobody::single).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatRunsAgainIsWhatWasAddedSince() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        Pipeline pipeline = new Pipeline(jdbc);
        pipeline.run();
        pipeline.write("insert into thing (id) values (?)", first);
        pipeline.run();
        pipeline.write("insert into thing (id) values (?)", second);
        pipeline.run();
        assertThat(jdbc.queryForObject("select count(*) from thing where id in (?, ?)", Integer.class, first, second))
                .isEqualTo(2);
    }

    @Test
    void nothingStaysOfATransactionWhoseWriteFoundNoRow() {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    Pipeline pipeline = new Pipeline(jdbc);
                    pipeline.write("insert into thing (id) values (?)", before);
                    pipeline.write(Lost::new, "update thing set name = ? where id = ?", "none", UUID.randomUUID());
                    pipeline.write("insert into thing (id) values (?)", after);
                    pipeline.run();
                }))
                .isInstanceOf(Lost.class);
        assertThat(jdbc.queryForObject("select count(*) from thing where id in (?, ?)", Integer.class, before, after))
                .isZero();
    }

    @Test
    void whatPostgreSqlRefusesIsSaidAsByAnyStatement() {
        UUID id = UUID.randomUUID();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    Pipeline pipeline = new Pipeline(jdbc);
                    pipeline.write("insert into thing (id) values (?)", id);
                    pipeline.write("insert into thing (id) values (?)", id);
                    pipeline.run();
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(jdbc.queryForObject("select count(*) from thing where id = ?", Integer.class, id))
                .isZero();
    }

    @Test
    void aLightTransactionDoesNotWaitForTheDiskAndTheNextOneDoes() {
        String before = jdbc.queryForObject("show synchronous_commit", String.class);
        String within = transaction.execute(status -> {
            Pipeline pipeline = new Pipeline(jdbc);
            pipeline.lightly();
            Pipeline.Answer<String> setting = pipeline.ask("show synchronous_commit", (row, i) -> row.getString(1));
            pipeline.run();
            return setting.single();
        });
        assertThat(within).isEqualTo("off");
        assertThat(jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo(before);
    }
}
