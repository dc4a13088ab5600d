package com.callvault.signaling.ring;

import com.callvault.common.id.DeviceId;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.Revocations;
import com.callvault.common.route.Route;
import com.callvault.common.wire.CloseReason;
import com.callvault.signaling.device.RevocationBoard;
import io.lettuce.core.RedisException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Revocations on Redis, beside the routes, so that a gateway's attach sees both in one step. */
@Component
class RedisRevocationBoard implements RevocationBoard {
    private final RedisLink link;

    RedisRevocationBoard(RedisLink link) {
        this.link = link;
    }

    private interface Work<T> {
        T with(RedisLink.Redis redis) throws RedisLink.Failed;
    }

    private <T> T redis(Work<T> work) {
        try {
            return work.with(link.redis());
        } catch (RedisLink.Failed | RedisException e) {
            throw new Away(e);
        }
    }

    @Override
    public boolean isComplete() {
        return redis(redis -> RedisLink.await(redis.revocations().isComplete()));
    }

    @Override
    public void post(List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        redis(redis -> {
            List<CompletionStage<List<Route>>> asked =
                    notices.stream().map(each -> put(redis.revocations(), each)).toList();
            List<CompletionStage<Boolean>> told = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                CloseReason why = notices.get(i).device() == null ? CloseReason.ACCOUNT_DELETED : CloseReason.REVOKED;
                RedisLink.await(asked.get(i)).forEach(route -> told.add(close(redis, route, why)));
            }
            for (CompletionStage<Boolean> each : told) {
                RedisLink.await(each);
            }
            return notices.size();
        });
    }

    /** The routes that this takes away. */
    private static CompletionStage<List<Route>> put(Revocations revocations, Notice notice) {
        Instant at = Instant.ofEpochMilli(notice.at());
        DeviceId device = notice.device();
        return device == null
                ? revocations.depart(notice.owner(), at)
                : revocations
                        .revoke(notice.owner(), device, at)
                        .thenApply(route -> route.stream().toList());
    }

    /** It may be lost: then the gateway finds out when it renews the route. */
    private static CompletionStage<Boolean> close(RedisLink.Redis redis, Route route, CloseReason why) {
        return redis.channel().publish(route.node(), List.of(new Delivery.Close(route.session(), why)));
    }

    @Override
    public boolean postAll(Consumer<RevocationBoard> writer) {
        String round = UUID.randomUUID().toString();
        redis(redis -> {
            RedisLink.await(redis.revocations().begin(round));
            return round;
        });
        writer.accept(this);
        return redis(redis -> RedisLink.await(redis.revocations().complete(round)));
    }
}
