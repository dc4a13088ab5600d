package com.callvault.signaling.ring;

import com.callvault.signaling.diagnostics.Check;
import com.callvault.signaling.diagnostics.Diagnosed;
import io.lettuce.core.RedisException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether Redis answers, on the connection that calls go by. */
@Component
class RedisCheck implements Diagnosed {
    private static final String NAME = "redis";

    private final RedisLink link;

    RedisCheck(RedisLink link) {
        this.link = link;
    }

    @Override
    public List<Check> checks() {
        try {
            return List.of(Check.ok(NAME, "Redis " + link.version()));
        } catch (RedisLink.Failed | RedisException e) {
            return List.of(Check.failed(
                            NAME,
                            "redis_away",
                            "Redis does not answer: nobody is found where they are connected, so calls ring late.",
                            "See that Redis runs, and that callvault.redis.uri names it, with its password.")
                    .with(String.valueOf(e.getMessage())));
        }
    }
}
