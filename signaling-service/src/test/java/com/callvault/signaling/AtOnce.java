package com.callvault.signaling;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Several things at the same moment, as near as threads can come to it. */
final class AtOnce {
    private AtOnce() {}

    static <T> void run(List<T> all, Consumer<T> work) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = all.stream()
                .map(each -> Thread.startVirtualThread(() -> {
                    try {
                        start.await();
                        work.accept(each);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
