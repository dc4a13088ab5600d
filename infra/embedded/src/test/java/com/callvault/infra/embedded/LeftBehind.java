package com.callvault.infra.embedded;

import com.callvault.infra.embedded.EmbeddedStoresIT.Written;
import java.nio.file.Path;

/** Starts the stores in a process of its own, writes, says so, and stays until somebody kills it. */
final class LeftBehind {

    private LeftBehind() {}

    public static void main(String[] arguments) throws Exception {
        var stores = EmbeddedStores.start(DataFolder.open(Path.of(arguments[0])), Ports.free(), store -> {});
        Written.write(stores);
        System.out.println("written");
        Thread.currentThread().join();
    }
}
