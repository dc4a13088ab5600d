package com.callvault.infra.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arguments of one part's {@code java}, as a file that only its owner can read: settings hold passwords, and a command
 * line is everybody's to see. The file's own path on the command line tells a part that was left behind from a stranger
 * that has got its process id.
 */
final class CommandFile {

    private CommandFile() {}

    /**
     * @param settings as system properties: they outweigh the environment
     * @param arguments of {@link Part}
     */
    static void write(Path file, PartKind kind, Map<String, String> settings, List<String> arguments)
            throws IOException {
        // What this process was given goes for all of them, but for its heap.
        var words = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.add("-Xms%dm".formatted(kind.initialHeapMiB()));
        words.add("-Xmx%dm".formatted(kind.mostHeapMiB()));
        new TreeMap<>(settings).forEach((name, value) -> words.add("-D" + name + "=" + value));
        words.add("-cp");
        words.add(classPath());
        words.add(Part.class.getName());
        words.addAll(arguments);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, words.stream().map(CommandFile::quoted).toList());
    }

    /** The terminal sends Ctrl-C and its own end to all who run in it; what stops the parts is this program, in order. */
    static List<String> command(Path file) {
        return List.of(
                "sh",
                "-c",
                "trap '' INT HUP; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + file);
    }

    private static String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"))).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
