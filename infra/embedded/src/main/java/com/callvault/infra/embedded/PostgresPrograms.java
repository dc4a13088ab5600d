package com.callvault.infra.embedded;

import com.callvault.infra.embedded.StoresException.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the class path once per data folder and version. */
final class PostgresPrograms {

    private PostgresPrograms() {}

    /** Unpacks into a folder next to {@code target} and renames that: what is there is whole. */
    static Path unpack(Path target) throws IOException {
        var name = resource();
        try (var packed = PostgresPrograms.class.getClassLoader().getResourceAsStream(name)) {
            if (packed == null) {
                throw new StoresException(Problem.PLATFORM, name + " is not on the class path", null);
            }
            var partial = target.resolveSibling(target.getFileName() + ".new");
            delete(partial);
            DataFolder.createPrivate(partial);
            try (var archive = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
                unpack(archive, partial);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        }
    }

    private static void unpack(TarArchiveInputStream archive, Path folder) throws IOException {
        for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            var file = folder.resolve(entry.getName()).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("entry outside of its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.resolveSibling("."));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(file, folder.resolve(entry.getLinkName()).normalize());
            } else {
                Files.copy(archive, file);
                if (entry.getName().contains("bin/") && !file.toFile().setExecutable(true, true)) {
                    throw new IOException("cannot make executable: " + file);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String resource() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var system = os.startsWith("mac") ? "darwin" : "linux";
        var processor = Set.of("aarch64", "arm64").contains(arch) ? "arm_64" : "x86_64";
        return "postgres-%s-%s.txz".formatted(system, processor);
    }
}
