package com.callvault.signaling.ring;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.route.Route;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.presence.Whereabouts;
import io.lettuce.core.RedisException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** By routes on nodes whose heartbeat lives, and by what gateways say of connections that are over. */
@Component
class RedisWhereabouts implements Whereabouts {
    private final RedisLink link;

    RedisWhereabouts(RedisLink link) {
        this.link = link;
    }

    @Override
    public Sight of(Address address) {
        try {
            RedisLink.Redis redis = link.redis();
            CompletionStage<Map<DeviceId, Route>> routes = redis.routes().routesOf(address);
            CompletionStage<Optional<Long>> seen = redis.routes().lastSeen(address);
            Set<NodeId> nodes =
                    RedisLink.await(routes).values().stream().map(Route::node).collect(Collectors.toSet());
            boolean online = !RedisLink.await(redis.nodes().living(nodes)).isEmpty();
            return new Sight(online, online ? null : RedisLink.await(seen).orElse(null));
        } catch (RedisLink.Failed | RedisException e) {
            throw new WireException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.advice());
        }
    }
}
