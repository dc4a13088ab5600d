package com.callvault.infra.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.callvault.infra.embedded.DataFolder;
import com.callvault.infra.embedded.StoresException;
import com.callvault.infra.embedded.StoresException.Problem;
import com.callvault.infra.standalone.Standalone.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the table: causes each failure for real, and reads what the console shows. */
@Isolated
class StartFailureTest {

    /** What needs to be done to this machine, and what the console then says. */
    private record Row(StartFailure failure, Cause cause, String says) {
        @Override
        public String toString() {
            return failure.name();
        }
    }

    @FunctionalInterface
    private interface Cause {
        /** Returns the command line that meets it. */
        List<String> make(StartFailureTest test) throws Exception;
    }

    @TempDir
    Path temp;

    private final List<AutoCloseable> held = new ArrayList<>();
    private final Started started = new Started();

    @AfterEach
    void letGo() throws Exception {
        started.stop();
        for (var thing : held) {
            thing.close();
        }
        System.clearProperty("callvault.logs");
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        StartFailure.UNKNOWN_OPTION,
                        test -> List.of("--prot", "8080"),
                        "There is no option --prot: run with --help to see those that there are."),
                new Row(
                        StartFailure.VALUE_MISSING,
                        test -> List.of("--port"),
                        "The option --port needs a value: a port from 1 to 65535."),
                new Row(
                        StartFailure.VALUE_BAD,
                        test -> List.of("--port", "eighty"),
                        "eighty is not a value for --port: give it a port from 1 to 65535."),
                new Row(
                        StartFailure.VALUE_BAD,
                        test -> List.of("--management-port", "65534"),
                        "65534 is not a value for --management-port: give it a port from 1 to 65533."),
                new Row(
                        StartFailure.VALUE_BAD,
                        test -> List.of("--host", "https://pc.lan:80/"),
                        "https://pc.lan:80/ is not a value for --host: give it a name or an IPv4 address of this machine,"
                                + " without scheme and port."),
                new Row(
                        StartFailure.HOST_UNKNOWN,
                        test -> List.of("--host", "no-such-host.invalid"),
                        "The name no-such-host.invalid leads nowhere: enter it in your network's DNS, or give --host an"
                                + " address of this machine."),
                new Row(
                        StartFailure.PORT_TAKEN,
                        test -> List.of("--port", test.takenPort()),
                        "Port PORT is taken by another program: stop that one, or choose another port with --port."),
                new Row(
                        StartFailure.PORT_TAKEN,
                        test -> List.of("--port", "0", "--management-port", test.takenPort()),
                        "Port PORT is taken by another program: stop that one, or choose another port with"
                                + " --management-port."),
                new Row(
                        StartFailure.DATA_IN_USE,
                        test -> {
                            test.held.add(DataFolder.open(test.temp));
                            return test.inTemp();
                        },
                        "The folder DATA is in use by another CallVault: stop that one, or choose another folder with"
                                + " --data."),
                new Row(
                        StartFailure.DATA_OF_OTHER_VERSION,
                        test -> {
                            Files.writeString(test.temp.resolve("version"), "999\n");
                            return test.inTemp();
                        },
                        "The data in DATA is of another version: run the CallVault that wrote it, or choose an empty"
                                + " folder with --data."),
                new Row(
                        StartFailure.DATA_NOT_WRITABLE,
                        test -> {
                            Files.writeString(test.temp.resolve("file"), "");
                            return test.with("--data", test.temp.resolve("file").resolve("data"));
                        },
                        "The folder DATA/file/data cannot be written: make it writable for this user, or choose another"
                                + " one with --data."),
                new Row(
                        StartFailure.CERTIFICATE_INCOMPLETE,
                        test -> test.with("--tls-cert", Path.of("cert.pem")),
                        "A certificate needs its key: give both --tls-cert and --tls-key, as PEM files."),
                new Row(
                        StartFailure.CERTIFICATE_UNREADABLE,
                        test -> {
                            var file = Files.writeString(test.temp.resolve("cert.pem"), "-----BEGIN NONSENSE-----\n");
                            return test.with("--tls-cert", file, "--tls-key", file);
                        },
                        "The file DATA/cert.pem holds no certificate that can be read: give a PEM file that this user"
                                + " may read."),
                new Row(
                        StartFailure.CERTIFICATE_UNREADABLE,
                        test -> {
                            var pem = Pem.make(test.temp, "one");
                            return test.with("--tls-cert", pem.certificate(), "--tls-key", pem.certificate());
                        },
                        "The file DATA/one.crt holds no private key that can be read: give a PEM file that this user may"
                                + " read."),
                new Row(
                        StartFailure.CERTIFICATE_OF_OTHER_KEY,
                        test -> test.with(
                                "--tls-cert",
                                Pem.make(test.temp, "one").certificate(),
                                "--tls-key",
                                Pem.make(test.temp, "two").key()),
                        "The key DATA/two.key is not that of the certificate DATA/one.crt: give the two that belong"
                                + " together."),
                new Row(
                        StartFailure.CERTIFICATE_NOT_MADE,
                        test -> {
                            Files.createDirectories(test.temp.resolve("tls/server.p12.new/in the way"));
                            return test.with("--tls", "--data", test.temp);
                        },
                        "No certificate could be made in DATA/tls: see DATA/logs/callvault.log, or bring your own with"
                                + " --tls-cert and --tls-key."));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void oneSentenceSaysWhatToDo(Row row) throws Exception {
        var arguments = row.cause.make(this);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();

        var outcome =
                Standalone.start(started, new PrintStream(out), new PrintStream(err), arguments.toArray(String[]::new));

        assertThat(outcome).isEqualTo(Outcome.FAILED);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(row.says.replace("DATA", temp.toString()).replace("PORT", port()));
    }

    @Test
    void aPortThatThisUserMayNotOpen() throws Exception {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may open every port");
        assumeTrue(
                Integer.parseInt(Files.readString(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start"))
                                .strip())
                        > 1,
                "this machine lets everybody open every port");
        assertThat(inProcess(List.of(), "--port", "1"))
                .isEqualTo("This user may not open port 1: choose one above 1023 with --port.");
    }

    @Test
    void aFullDisk() throws Exception {
        var small = Files.createDirectory(temp.resolve("small"));
        var inSmallDisk = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=8m none '" + small + "' && exec \"$@\"",
                "sh");
        assumeTrue(
                new ProcessBuilder(Stream.concat(inSmallDisk.stream(), Stream.of("true"))
                                        .toList())
                                .start()
                                .waitFor()
                        == 0,
                "this machine permits no mount in a namespace");
        assertThat(inProcess(inSmallDisk, "--data", small.toString()))
                .isEqualTo("The disk under " + small
                        + " is full: free at least 256 MiB, or choose a folder on another disk with --data.");
    }

    /** What only another machine, or a broken program, can cause; still each problem of the stores has its sentence. */
    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemOfTheStoresHasItsSentence(Problem problem) {
        var options = Options.parse("--data", temp.toString()).orElseThrow();
        var sentence = String.valueOf(
                Standalone.failure(new StoresException(problem, "PostgreSQL, see its log", null), options)
                        .getMessage());
        assertThat(sentence).endsWith(".").doesNotContain("%", "null", "Exception");
        assertThat(sentence.split("\\. ")).as("one sentence").hasSize(1);
    }

    static Stream<Problem> problems() {
        return Stream.of(Problem.values());
    }

    /** Runs the program as its user does; returns what the error stream shows. */
    private String inProcess(List<String> around, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(around);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName(),
                "--port",
                "0"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).start();
        try {
            var says = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ended").isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            return says;
        } finally {
            process.destroyForcibly();
        }
    }

    private String takenPort() throws IOException {
        var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        held.add(socket);
        return String.valueOf(socket.getLocalPort());
    }

    private String port() {
        return held.stream()
                .filter(ServerSocket.class::isInstance)
                .map(socket -> String.valueOf(((ServerSocket) socket).getLocalPort()))
                .findFirst()
                .orElse("none");
    }

    private List<String> inTemp() {
        return with("--data", temp);
    }

    private List<String> with(Object... arguments) {
        var all = new ArrayList<>(List.of("--port", "0"));
        if (!List.of(arguments).contains("--data")) {
            all.addAll(List.of("--data", temp.toString()));
        }
        Stream.of(arguments).map(String::valueOf).forEach(all::add);
        return all;
    }
}
