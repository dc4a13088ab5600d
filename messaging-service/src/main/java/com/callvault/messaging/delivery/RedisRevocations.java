package com.callvault.messaging.delivery;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.RevocationCache;
import com.callvault.common.jws.Standing;
import com.callvault.common.route.Revocations;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks Redis, and waits for it on the thread of a request. */
final class RedisRevocations implements RevocationCache.Store {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RedisLink link;

    RedisRevocations(RedisLink link) {
        this.link = link;
    }

    @Override
    public Standing standing(Address owner, DeviceId device) {
        StatefulRedisConnection<String, String> redis =
                link.connection().orElseThrow(() -> new RedisException("Redis is away"));
        CompletionStage<Standing> answer = new Revocations(redis.async()).standing(owner, device);
        RedisLink.flush(redis);
        return answer.toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
