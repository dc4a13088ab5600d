package com.callvault.infra.embedded;

import com.callvault.infra.embedded.StoresException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server as a process of its own. {@code pg_ctl} gives it a session of its own, so that a Ctrl-C in the
 * terminal reaches this program alone, and the server is stopped in its turn.
 */
final class EmbeddedPostgres implements AutoCloseable {

    static final String USER = "callvault";

    /** Part of the folder's name, so that a newer version brings its own programs. */
    private static final String VERSION = "18.6";

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    /**
     * A backend frees what a statement took, glibc gives it back to the system, and takes it again for the next one: that was a
     * sixth of PostgreSQL's processor time. So each keeps up to a MiB.
     */
    private static final List<String> KEEPING_MEMORY = List.of(
            "env", "MALLOC_TRIM_THRESHOLD_=1048576", "MALLOC_TOP_PAD_=262144", "MALLOC_MMAP_THRESHOLD_=1048576");

    private final Path folder;
    private final Path programs;
    private final Path log;
    private final int port;
    private final String password;
    private final List<String> unprivileged;

    private EmbeddedPostgres(DataFolder data, int port) throws IOException {
        this.folder = data.resolve("postgres");
        this.programs = data.resolve("programs").resolve("postgres-" + VERSION);
        this.log = data.log("postgres.log");
        this.port = port;
        this.password = data.storesPassword();
        this.unprivileged = unprivileged(log);
    }

    static EmbeddedPostgres start(DataFolder data, int port) throws Exception {
        var postgres = new EmbeddedPostgres(data, port);
        if (!Files.isDirectory(postgres.programs)) {
            DataFolder.createPrivate(data.resolve("programs"));
            PostgresPrograms.unpack(postgres.programs);
        }
        postgres.endOrphan();
        if (!Files.isDirectory(postgres.folder)) {
            postgres.create(data);
        }
        Files.writeString(postgres.folder.resolve("postgresql.conf"), postgres.settings());
        if (Processes.run(postgres.log, AT_MOST, postgres.startCommand()) != 0) {
            throw new StoresException(Problem.STORE, "PostgreSQL did not start, see " + postgres.log, null);
        }
        return postgres;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    String password() {
        return password;
    }

    /** Creates a database of this name where it is missing, and returns its JDBC URL. */
    String database(String name) throws SQLException {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
                var statement = connection.createStatement()) {
            boolean exists;
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("create database " + name);
            }
        }
        return jdbcUrl(name);
    }

    @Override
    public void close() throws IOException {
        if (control("stop", "-m", "fast", "-w", "-t", "8") != 0) {
            control("stop", "-m", "immediate", "-w", "-t", "5");
        }
    }

    Path pidFile() {
        return folder.resolve("postmaster.pid");
    }

    /** Ends when the server answers, after a crash too. */
    List<String> startCommand() {
        return controlCommand("start", "-w", "-t", "110", "-l", log.toString());
    }

    /** Ends a server that a killed process left behind; with fast mode, so that it need not recover afterwards. */
    private void endOrphan() throws IOException {
        var pidFile = pidFile();
        var orphan = Processes.find(pidFile, folder.toString());
        if (orphan.isPresent()) {
            close();
            Processes.end(orphan.get(), Duration.ZERO);
        } else if (Files.exists(pidFile)) {
            // The server checks whether that process lives, and would take a stranger with the same id for itself.
            // The data folder's lock is ours, so nobody else starts one here.
            Files.delete(pidFile);
        }
    }

    private void create(DataFolder data) throws IOException {
        var partial = data.resolve("postgres.new");
        PostgresPrograms.delete(partial);
        var command = new ArrayList<>(unprivileged);
        command.addAll(List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + partial,
                "--username=" + USER,
                "--pwfile=" + data.storesPasswordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions"));
        if (Processes.run(log, AT_MOST, command) != 0) {
            throw new StoresException(Problem.STORE, "PostgreSQL's folder cannot be made, see " + log, null);
        }
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private String settings() {
        return """
                # Written at each start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                max_connections = 100
                shared_buffers = 64MB
                max_wal_size = 512MB
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_min_messages = warning
                """.formatted(port);
    }

    private int control(String... arguments) throws IOException {
        return Processes.run(log, AT_MOST, controlCommand(arguments));
    }

    private List<String> controlCommand(String... arguments) {
        var command = new ArrayList<>(unprivileged);
        command.addAll(KEEPING_MEMORY);
        command.add(programs.resolve("bin/pg_ctl").toString());
        command.add("--pgdata=" + folder);
        command.addAll(List.of(arguments));
        return command;
    }

    /** PostgreSQL refuses to run as root; in a user namespace without a mapping, root is nobody. */
    private static List<String> unprivileged(Path log) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        var prefix = List.of("unshare", "-U");
        var probe = new ArrayList<>(prefix);
        probe.add("true");
        try {
            if (Processes.run(log, Duration.ofSeconds(10), probe) == 0) {
                return prefix;
            }
        } catch (IOException e) {
            throw new StoresException(Problem.ROOT, "no unshare on this machine", e);
        }
        throw new StoresException(Problem.ROOT, "unshare -U is not permitted", null);
    }
}
