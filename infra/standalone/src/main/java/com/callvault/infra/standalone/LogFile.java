package com.callvault.infra.standalone;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where a process of ours logs to. Called once, before anything logs. */
public final class LogFile {

    private LogFile() {}

    /** From now on everything goes to {@code folder/name.log}, and nothing to the console. */
    public static Path use(Path folder, String name) {
        System.setProperty("callvault.logs", folder.toString());
        System.setProperty("callvault.log", name);
        // Boot would set the levels anew with each context, for all of them.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> LoggerFactory.getLogger(LogFile.class).error("uncaught in {}", thread.getName(), e));
        return folder.resolve(name + ".log");
    }
}
