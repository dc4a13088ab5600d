package com.callvault.common.route;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.Standing;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Which devices are revoked, where every gateway and service can see it. Signaling's registry is the truth and writes it again
 * when Redis has lost it; a mark says that all of it is there. Thread-safe; completes exceptionally when Redis does not answer.
 */
public final class Revocations {
    private static final Script REVOKE = Script.load("revoke.lua", ScriptOutputType.VALUE);
    private static final Script DEPART = Script.load("depart.lua", ScriptOutputType.MULTI);
    private static final Script MARK = Script.load("mark.lua", ScriptOutputType.INTEGER);

    private static final String MARK_KEY = "revocations";
    /** As the scripts know it too. */
    private static final String EVERY_DEVICE = "*";

    private static final String COMPLETE = "complete";

    private final RedisAsyncCommands<String, String> redis;

    public Revocations(RedisAsyncCommands<String, String> redis) {
        this.redis = redis;
    }

    /**
     * From now on the device attaches no more, and nothing is delivered to it; for good. A repeat changes nothing.
     *
     * @return the route that it had, whose connection is to be closed
     */
    public CompletionStage<Optional<Route>> revoke(Address owner, DeviceId device, Instant at) {
        RouteKeys keys = RouteKeys.of(owner);
        return REVOKE.<String>run(
                        redis,
                        new String[] {keys.revoked(), keys.routes()},
                        device.toString(),
                        Long.toString(at.toEpochMilli()))
                .thenApply(route -> route.isEmpty() ? Optional.empty() : Optional.of(Route.parse(route)));
    }

    /**
     * From now on no device of this address attaches, whatever its key, and nothing is delivered to any; for good. A repeat
     * changes nothing.
     *
     * @return the routes that there were, whose connections are to be closed
     */
    public CompletionStage<List<Route>> depart(Address owner, Instant at) {
        RouteKeys keys = RouteKeys.of(owner);
        return DEPART.<List<String>>run(
                        redis, new String[] {keys.revoked(), keys.routes()}, Long.toString(at.toEpochMilli()))
                .thenApply(routes -> routes.stream().map(Route::parse).toList());
    }

    public CompletionStage<Standing> standing(Address owner, DeviceId device) {
        return redis.hmget(RouteKeys.of(owner).revoked(), EVERY_DEVICE, device.toString())
                .thenApply(found -> {
                    if (found.get(0).hasValue()) {
                        return Standing.DELETED;
                    }
                    return found.get(1).hasValue() ? Standing.REVOKED : Standing.GOOD;
                });
    }

    /** Whether Redis still has everything that was written to it. */
    public CompletionStage<Boolean> isComplete() {
        return redis.get(MARK_KEY).thenApply(COMPLETE::equals);
    }

    /** Somebody begins to write everything, in a round with a name of its own. */
    public CompletionStage<Void> begin(String round) {
        return redis.set(MARK_KEY, round).thenAccept(done -> {});
    }

    /** Everything was written in this round. False when Redis was emptied meanwhile, or another began: then once more. */
    public CompletionStage<Boolean> complete(String round) {
        return MARK.<Long>run(redis, new String[] {MARK_KEY}, round, COMPLETE).thenApply(marked -> marked == 1);
    }
}
