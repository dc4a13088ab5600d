package com.callvault.infra.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The signals that Java itself cannot send. */
enum Signals {
    KILL,
    STOP,
    CONT;

    /** A process that has ended meanwhile is none that minds. */
    void send(long pid) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name(), String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
