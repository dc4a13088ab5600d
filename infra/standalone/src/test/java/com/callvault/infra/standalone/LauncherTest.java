package com.callvault.infra.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./callvault} says on a machine where something is missing: what, and how to get it. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "..", "callvault");

    @TempDir
    Path temp;

    private Path programs = Path.of("");
    private Path launcher = Path.of("");

    private record Said(int exitCode, String out, String err) {}

    /** A project of the launcher alone, so that there is no jar yet, and a path on which only what it needs is. */
    @BeforeEach
    void makeABareMachine() throws IOException {
        programs = Files.createDirectory(temp.resolve("programs"));
        for (var program : List.of("bash", "dirname", "sed", "grep", "find", "head", "mkdir", "tee", "cat")) {
            program(program, "exec " + find(program) + " \"$@\"");
        }
        launcher = Files.copy(
                LAUNCHER, Files.createDirectory(temp.resolve("project")).resolve("callvault"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aJdkThatIsTooOldIsNotTaken() throws Exception {
        assumeFalse(Files.exists(Path.of("/usr/libexec/java_home")), "macOS finds its JDKs by itself");
        var old = jdk("17.0.15");
        program("java", "echo '    java.home = " + old + "'");
        var said = run(Map.of("JAVA_HOME", old.toString()), "up");
        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.err)
                .startsWith(
                        "CallVault needs JDK 25, and none is in $JAVA_HOME, in /usr/lib/jvm or on the PATH.\nGet one: ");
    }

    @Test
    void withoutMavenItSaysHowToGetIt() throws Exception {
        var said = run(Map.of("JAVA_HOME", jdk("25.0.1").toString()), "up");
        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.err).startsWith("CallVault is built with Maven, and there is no mvn on the PATH.\nGet it: ");
    }

    @Test
    void anOldNodeIsNotTaken() throws Exception {
        program("mvn", "true");
        program("node", "echo v20.18.3");
        var said = run(Map.of("JAVA_HOME", jdk("25").toString()), "up");
        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.err)
                .startsWith("The page is built with Node 20.19.0 or newer, and only 20.18.3 is on the PATH.\nGet it: ");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheRestIs() throws Exception {
        program("mvn", "echo '[INFO] Building common 1 [2/8]'; echo '[ERROR] it does not compile'; exit 1");
        program("node", "echo v22.1.0");
        var said = run(Map.of("JAVA_HOME", jdk("25").toString()), "up");
        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.out).contains("  common (2/8)");
        assertThat(said.err).startsWith("[ERROR] it does not compile\nThe build failed; all of it is in ");
    }

    @Test
    void whatIsBuiltIsBuiltAgainOnlyWhenASourceIsNewer() throws Exception {
        var project = temp.resolve("project");
        var jar = project.resolve("infra/standalone/target/callvault/callvault.jar");
        var jdk = jdk("25");
        program(jdk.resolve("bin"), "java", "echo \"run $*\"");
        program("mvn", "echo '[INFO] Building all 1 [1/1]'; : > '" + jar + "'");
        program("node", "echo v20.19.0");
        Files.createDirectories(jar.resolveSibling("x"));
        var source = project.resolve("common/src/main/java/Source.java");
        Files.createDirectories(source.resolveSibling("x"));
        Files.writeString(source, "");

        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "up", "--port", "0").out)
                .contains("all (1/1)", "run @" + project + "/infra/standalone/jvm.options -jar " + jar + " --port 0");
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "up").out).startsWith("run ");
        Files.setLastModifiedTime(
                source, FileTime.from(Files.getLastModifiedTime(jar).toInstant().plusSeconds(2)));
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "up").out).contains("all (1/1)");
    }

    @Test
    void anUnknownCommandShowsThoseThatThereAre() throws Exception {
        var said = run(Map.of(), "start");
        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.err)
                .contains("./callvault up", "./callvault test", "./callvault mutants", "There is no command start.");
    }

    private Said run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(programs.resolve("bash").toString(), launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("CALLVAULT_JVMS", temp.resolve("no jvms here").toString());
        builder.environment().putAll(environment);
        var err = temp.resolve("err");
        var process = builder.redirectError(err.toFile()).start();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), out, Files.readString(err));
    }

    private Path jdk(String version) throws IOException {
        var home = Files.createDirectories(temp.resolve("jdk-" + version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin"), "javac", "true");
        return home;
    }

    private void program(String name, String script) throws IOException {
        program(programs, name, script);
    }

    private static void program(Path folder, String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!" + find("bash") + "\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path find(String program) {
        return List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
