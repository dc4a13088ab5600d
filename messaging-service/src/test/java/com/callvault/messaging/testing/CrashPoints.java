package com.callvault.messaging.testing;

import com.callvault.messaging.delivery.LiveDelivery;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.store.ChatStore;
import com.callvault.messaging.watermark.Watermark;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wraps the ports so that a batch dies at a point of its way, as often as a test asks for. */
@Configuration(proxyBeanMethods = false)
public class CrashPoints {
    public static final AtomicInteger BEFORE_COMMIT = new AtomicInteger();
    public static final AtomicInteger AFTER_COMMIT = new AtomicInteger();
    public static final AtomicInteger BEFORE_DELIVERY = new AtomicInteger();
    public static final AtomicInteger AFTER_DELIVERY = new AtomicInteger();

    /** How many deliveries of batches have come past all of them. */
    public static final AtomicInteger THROUGH = new AtomicInteger();

    @Bean
    static BeanPostProcessor crashes() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case ChatStore store -> crashingStore(store);
                    case LiveDelivery delivery -> crashingDelivery(delivery);
                    default -> bean;
                };
            }
        };
    }

    private static ChatStore crashingStore(ChatStore store) {
        return (List<Submission> submissions, List<Watermark> watermarks) -> {
            die(BEFORE_COMMIT);
            ChatStore.Applied applied = store.apply(submissions, watermarks);
            die(AFTER_COMMIT);
            return applied;
        };
    }

    private static LiveDelivery crashingDelivery(LiveDelivery delivery) {
        return posts -> {
            die(BEFORE_DELIVERY);
            delivery.deliver(posts);
            die(AFTER_DELIVERY);
            THROUGH.incrementAndGet();
        };
    }

    private static void die(AtomicInteger times) {
        if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the test lets the batch die here");
        }
    }
}
