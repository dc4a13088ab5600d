package com.callvault.signaling.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;

/**
 * Statements that travel to PostgreSQL together: one round trip, whatever their number. They are carried out in the order in
 * which they were added, each with a snapshot of its own, so that it sees what those before it have written or waited for. Joins
 * the caller's transaction. For one thread; may be run again with what was added since.
 */
public final class Pipeline {
    private final JdbcOperations jdbc;
    private final List<Step> steps = new ArrayList<>();

    public Pipeline(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private interface Taker {
        void take(PreparedStatement statement) throws SQLException;
    }

    private record Step(String sql, List<@Nullable Object> values, Taker taker) {}

    /** What a query found, once it has run. */
    public static final class Answer<T> {
        private @Nullable List<T> rows;

        public List<T> list() {
            List<T> found = rows;
            if (found == null) {
                throw new IllegalStateException("the pipeline has not run");
            }
            return found;
        }

        /** @return the first row, or null */
        public @Nullable T first() {
            return list().isEmpty() ? null : list().getFirst();
        }

        /** @throws IllegalStateException where there is not exactly one row */
        public T single() {
            if (list().size() != 1) {
                throw new IllegalStateException(list().size() + " rows, not one");
            }
            return list().getFirst();
        }
    }

    /** @param values for the question marks, in their order */
    public <T> Answer<T> ask(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        Answer<T> answer = new Answer<>();
        steps.add(new Step(sql, Arrays.asList(values), statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.getResultSet()) {
                for (int i = 0; row.next(); i++) {
                    rows.add(mapper.mapRow(row, i));
                }
            }
            answer.rows = rows;
        }));
        return answer;
    }

    /** @param values for the question marks, in their order */
    public void write(String sql, @Nullable Object... values) {
        steps.add(new Step(sql, Arrays.asList(values), statement -> {}));
    }

    /** @param otherwise thrown by {@link #run} where no row was written; those after it were carried out as well by then */
    public void write(Supplier<? extends RuntimeException> otherwise, String sql, @Nullable Object... values) {
        write(1, otherwise, sql, values);
    }

    /** @param otherwise thrown by {@link #run} where fewer than {@code rows} were written */
    public void write(
            int rows, Supplier<? extends RuntimeException> otherwise, String sql, @Nullable Object... values) {
        steps.add(new Step(sql, Arrays.asList(values), statement -> {
            if (statement.getUpdateCount() < rows) {
                throw otherwise.get();
            }
        }));
    }

    /** Nothing that this transaction writes is waited for on the disk: a crash of the database may lose it. */
    public void lightly() {
        write("set local synchronous_commit = off");
    }

    /** @throws org.springframework.dao.DataAccessException as PostgreSQL says; what came after the failing one was not done */
    public void run() {
        if (steps.isEmpty()) {
            return;
        }
        List<Step> now = List.copyOf(steps);
        steps.clear();
        StringBuilder sql = new StringBuilder();
        now.forEach(step -> sql.append(sql.isEmpty() ? "" : ";").append(step.sql()));
        jdbc.execute(sql.toString(), (PreparedStatementCallback<Boolean>) statement -> {
            int place = 0;
            for (Step step : now) {
                for (Object value : step.values()) {
                    statement.setObject(++place, value);
                }
            }
            statement.execute();
            for (Step step : now) {
                step.taker().take(statement);
                statement.getMoreResults();
            }
            return true;
        });
    }
}
