package com.callvault.gateway.presence;

import com.callvault.common.route.Attached;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.NodeChannel;
import com.callvault.common.route.Route;
import com.callvault.common.route.Routes;
import com.callvault.common.wire.CloseReason;
import com.callvault.gateway.connection.Identity;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The routes on Redis. */
final class RedisRouteBook implements RouteBook {
    private final Routes routes;
    private final NodeChannel channel;

    RedisRouteBook(RedisAsyncCommands<String, String> redis, Clock clock) {
        this.routes = new Routes(redis, clock);
        this.channel = new NodeChannel(redis);
    }

    @Override
    public CompletionStage<Attached> attach(Identity identity, Route route) {
        return routes.attach(identity.address(), identity.device(), route);
    }

    @Override
    public CompletionStage<Boolean> renew(Identity identity, Route route) {
        return routes.renew(identity.address(), identity.device(), route);
    }

    @Override
    public CompletionStage<Boolean> detach(Identity identity, Route route) {
        return routes.detach(identity.address(), identity.device(), route);
    }

    @Override
    public CompletionStage<Boolean> closeSuperseded(Route older) {
        return channel.publish(older.node(), List.of(new Delivery.Close(older.session(), CloseReason.SUPERSEDED)));
    }
}
