package com.callvault.messaging.batch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.kafka.core.ConsumerPostProcessor;

/**
 * Consumers whose commits wait for something. Batches are many and commits are few: what a commit waits for is waited for once
 * for all batches since the last.
 *
 * @param confirm returns when what was done before it is durable; throws when it is not, and then nothing is committed
 */
record ConfirmedCommits(Runnable confirm) implements ConsumerPostProcessor<String, byte[]> {
    private static final Set<String> COMMITS = Set.of("commitSync", "commitAsync");

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<String, byte[]> apply(Consumer<String, byte[]> consumer) {
        return (Consumer<String, byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (COMMITS.contains(method.getName())) {
                        confirm.run();
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
