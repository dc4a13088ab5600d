package com.callvault.infra.embedded;

import com.callvault.infra.embedded.StoresException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which everything lies that must survive a restart. While it is open, its lock file keeps other
 * processes out; the operating system drops that lock with the process, however it ends.
 */
public final class DataFolder implements AutoCloseable {

    /** The layout of this folder. Rises when an older program could not read it, or a newer one must convert it. */
    static final String VERSION = "1";

    /** Below this much free space the stores do not start: Kafka stops for good when it fails to write. */
    public static final long MIN_FREE_BYTES = 256L << 20;

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing, and locks it.
     *
     * @throws StoresException if it is in use, of another version, not writable, or its disk is full
     */
    public static DataFolder open(Path path) {
        var root = path.toAbsolutePath().normalize();
        FileChannel lock = null;
        try {
            createPrivate(root);
            lock = lock(root);
            checkVersion(root);
            checkFreeSpace(root);
            createPrivate(root.resolve("logs"));
            return new DataFolder(root, lock);
        } catch (IOException e) {
            closeQuietly(lock);
            throw new StoresException(Problem.DATA_NOT_WRITABLE, root.toString(), e);
        } catch (StoresException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    public Path root() {
        return root;
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name);
    }

    /** A folder that only its owner can enter, which PostgreSQL insists on. */
    static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Of PostgreSQL and Redis; made when it is first asked for. */
    synchronized String storesPassword() {
        try {
            return password(root);
        } catch (IOException e) {
            throw new StoresException(Problem.DATA_NOT_WRITABLE, root.toString(), e);
        }
    }

    Path storesPasswordFile() {
        return passwordFile(root);
    }

    @Override
    public void close() {
        closeQuietly(lock);
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: in use all the same.
        }
        if (lock == null) {
            channel.close();
            throw new StoresException(Problem.DATA_IN_USE, root.toString(), null);
        }
        return channel;
    }

    private static Path passwordFile(Path root) {
        return root.resolve("stores-password");
    }

    /**
     * Made once. Other users of this machine can reach the loopback interface too, and both servers let those who are in
     * write files.
     */
    private static String password(Path root) throws IOException {
        var file = passwordFile(root);
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var partial = root.resolve("stores-password.new");
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, HexFormat.of().formatHex(bytes));
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("r--------"));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static void checkVersion(Path root) throws IOException {
        var file = root.resolve("version");
        if (!Files.exists(file)) {
            Files.writeString(file, VERSION + "\n");
        }
        var found = Files.readString(file).strip();
        if (!found.equals(VERSION)) {
            throw new StoresException(
                    Problem.DATA_OF_OTHER_VERSION,
                    "%s has layout %s, this program reads %s".formatted(root, found, VERSION),
                    null);
        }
    }

    private static void checkFreeSpace(Path root) throws IOException {
        var free = Files.getFileStore(root).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            throw new StoresException(Problem.DISK_FULL, "%s has %d MiB left".formatted(root, free >> 20), null);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written through it; the lock goes with the process at the latest.
        }
    }
}
