package com.callvault.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds of this machine's memory. */
public final class ProcessMemory {
    private ProcessMemory() {}

    /** Its proportional share in KiB, shared pages counted once (Linux alone tells); 0 once it has ended. */
    public static long kib(ProcessHandle process) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException e) {
            // PostgreSQL ends its workers when it likes, also between being listed and being read.
            if (process.isAlive()) {
                throw e;
            }
            return 0;
        }
    }
}
