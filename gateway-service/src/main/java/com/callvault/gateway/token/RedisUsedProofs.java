package com.callvault.gateway.token;

import com.callvault.common.id.Address;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** On Redis, so that a proof that one node took is not taken by another. */
final class RedisUsedProofs implements UsedProofs {
    /** A proof counts for two minutes before and after its {@code iat}; a minute more for clocks that differ. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final RedisAsyncCommands<String, String> redis;

    RedisUsedProofs(RedisAsyncCommands<String, String> redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Boolean> use(Address signer, String jti) {
        return redis.set(
                        "used:{" + signer.value() + "}:" + jti,
                        "1",
                        SetArgs.Builder.nx().px(LIFE.toMillis()))
                .thenApply("OK"::equals);
    }
}
