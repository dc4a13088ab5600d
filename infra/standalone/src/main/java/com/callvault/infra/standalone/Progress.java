package com.callvault.infra.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** What the console shows of a start. Called from several threads. */
public final class Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void up(String part) {
        say("  %s is up after %s".formatted(part, seconds()));
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    public String seconds() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
    }
}
