package com.callvault.signaling.ring;

import com.callvault.common.id.DeviceId;
import com.callvault.common.id.NodeId;
import com.callvault.common.route.Route;
import com.callvault.signaling.call.CallInput;
import com.callvault.signaling.call.CallState;
import com.callvault.signaling.timer.Presence;
import io.lettuce.core.RedisException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Presence by routes on nodes whose heartbeat lives. Routing that does not answer is not healthy, and nobody is away by it. */
@Component
class RedisPresence implements Presence {
    private final RedisLink link;

    RedisPresence(RedisLink link) {
        this.link = link;
    }

    @Override
    public CallInput.Looked look(CallState.Active active) {
        try {
            RedisLink.Redis redis = link.redis();
            CompletionStage<Map<DeviceId, Route>> ofCaller =
                    redis.routes().routesOf(active.call().from());
            CompletionStage<Map<DeviceId, Route>> ofCallee =
                    redis.routes().routesOf(active.call().to());
            Route caller = RedisLink.await(ofCaller).get(active.call().device());
            Route callee = RedisLink.await(ofCallee).get(active.callee().device());
            Set<NodeId> nodes = new HashSet<>();
            Stream.of(caller, callee).forEach(route -> {
                if (route != null) {
                    nodes.add(route.node());
                }
            });
            Set<NodeId> living = RedisLink.await(redis.nodes().living(nodes));
            return new CallInput.Looked(lives(caller, living), lives(callee, living), true);
        } catch (RedisLink.Failed | RedisException e) {
            return new CallInput.Looked(false, false, false);
        }
    }

    private static boolean lives(@Nullable Route route, Set<NodeId> living) {
        return route != null && living.contains(route.node());
    }
}
