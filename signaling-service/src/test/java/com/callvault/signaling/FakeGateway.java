package com.callvault.signaling;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.Origin;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.NodeChannel;
import com.callvault.common.route.Nodes;
import com.callvault.common.route.Revocations;
import com.callvault.common.route.Routes;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.FrameCodec;
import com.callvault.infra.embedded.TestStores;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Stands in for a gateway node: writes commands to Kafka, holds routes on Redis, and hears its node's channel. */
public final class FakeGateway implements AutoCloseable {
    private static final EventCodec CODEC = new EventCodec("/gateway-service");

    final NodeId node = new NodeId("gw-t." + UUID.randomUUID().toString().substring(0, 8));
    private final RedisClient client = RedisClient.create(TestStores.shared().redisUri());
    final StatefulRedisConnection<String, String> redis = client.connect();
    private final StatefulRedisPubSubConnection<String, String> channel = client.connectPubSub();
    private final Map<SessionId, FakeDevice> sessions = new ConcurrentHashMap<>();
    private final Map<SessionId, CloseReason> closed = new ConcurrentHashMap<>();
    private final KafkaProducer<String, byte[]> kafka = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    TestStores.shared().kafkaBootstrap(),
                    ProducerConfig.LINGER_MS_CONFIG,
                    0),
            new StringSerializer(),
            new ByteArraySerializer());
    final Revocations revocations = new Revocations(redis.async());
    final Routes routes = new Routes(redis.async(), Clock.systemUTC());

    public FakeGateway() {
        channel.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String message) {
                for (Delivery delivery : Delivery.decode(message)) {
                    switch (delivery) {
                        case Delivery.Send send -> send.to().forEach(session -> hand(session, send.frame()));
                        case Delivery.Close close -> closed.put(close.session(), close.reason());
                    }
                }
            }
        });
        channel.sync().subscribe(NodeChannel.name(node));
        beat();
    }

    public void beat() {
        new Nodes(redis.async()).beat(node).toCompletableFuture().join();
    }

    /** Everything on Redis is gone, and nobody was told. */
    public void emptyRedis() {
        redis.sync().flushall();
        beat();
    }

    /** The node is killed: it beats no more, and gives nothing back. */
    public void ends() {
        new Nodes(redis.async()).leave(node).toCompletableFuture().join();
        close();
    }

    /** The node hears nothing any more. */
    public void die() {
        channel.sync().unsubscribe(NodeChannel.name(node));
    }

    /** Why this node was asked to close the device's connection; null when it was not. */
    @Nullable
    CloseReason closed(FakeDevice device) {
        return closed.get(device.origin().session());
    }

    void hold(SessionId session, FakeDevice device) {
        sessions.put(session, device);
    }

    void drop(SessionId session) {
        sessions.remove(session);
    }

    private void hand(SessionId session, String frame) {
        FakeDevice device = sessions.get(session);
        if (device != null) {
            device.received(FrameCodec.decodeServer(frame));
        }
    }

    /** Writes a command and returns once the broker has it. */
    public void write(UUID id, Origin origin, ClientFrame.CallFrame frame, Instant receivedAt) {
        write(ConversationId.between(origin.address(), frame.peer()).value(), id, origin, frame, receivedAt);
    }

    /** Under a key of the test's choice: what should go one after the other then goes at once. */
    void write(String key, UUID id, Origin origin, ClientFrame.CallFrame frame, Instant receivedAt) {
        Command command = new Command.Call(origin, receivedAt.toEpochMilli(), frame);
        writeRaw(CODEC.encode(Topics.CALLS_COMMANDS, key, id, receivedAt, command));
    }

    public void writeRaw(org.apache.kafka.clients.producer.ProducerRecord<String, byte[]> message) {
        try {
            kafka.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kafka.close();
        client.shutdown();
    }
}
