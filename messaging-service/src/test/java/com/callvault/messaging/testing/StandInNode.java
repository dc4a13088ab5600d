package com.callvault.messaging.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.callvault.common.event.Command;
import com.callvault.common.event.EventCodec;
import com.callvault.common.event.MissedCall;
import com.callvault.common.event.Topics;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.id.Uuids;
import com.callvault.common.route.Attached;
import com.callvault.common.route.Delivery;
import com.callvault.common.route.NodeChannel;
import com.callvault.common.route.Route;
import com.callvault.common.route.Routes;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.MessageKind;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * In place of a gateway: writes commands to Kafka, attaches connections on Redis, and keeps what comes for each of them on the
 * node's channel. Thread-safe.
 */
public final class StandInNode implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final NodeId node =
            new NodeId("gw-test." + UUID.randomUUID().toString().substring(0, 8));
    private final RedisClient redis = RedisClient.create(TestStores.shared().redisUri());
    private final StatefulRedisConnection<String, String> commands = redis.connect();
    private final StatefulRedisPubSubConnection<String, String> channel = redis.connectPubSub();
    private final EventCodec codec = new EventCodec("/gateway-service");
    private final KafkaProducer<String, byte[]> kafka = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestStores.shared().kafkaBootstrap(), "acks", "all", "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
    private final Routes routes = new Routes(commands.async(), Clock.systemUTC());
    private final Set<Person> attached = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
    private final Map<SessionId, List<ServerFrame>> received = new HashMap<>();

    public StandInNode() {
        channel.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String name, String message) {
                arrived(Delivery.decode(message));
            }
        });
        channel.sync().subscribe(NodeChannel.name(node));
        renew();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void renew() {
        renewal.scheduleWithFixedDelay(() -> attached.forEach(this::take), 5, 5, TimeUnit.SECONDS);
    }

    public NodeId id() {
        return node;
    }

    /** Holds the route for as long as this node lives. */
    public void attach(Person person) {
        take(person);
        attached.add(person);
    }

    private void take(Person person) {
        Attached outcome = routes.attach(person.address(), person.device(), new Route(node, person.session(), 1))
                .toCompletableFuture()
                .join();
        assertThat(outcome).isInstanceOf(Attached.Accepted.class);
    }

    public void send(Person from, ClientFrame.ChatFrame frame) {
        write(command(from, frame));
    }

    /** Everything that was sent before is with the broker. */
    public void flush() {
        kafka.flush();
    }

    public ProducerRecord<String, byte[]> command(Person from, ClientFrame.ChatFrame frame) {
        Instant now = Instant.now();
        return codec.encode(
                Topics.CHAT_COMMANDS,
                ConversationId.between(from.address(), frame.to()).value(),
                UUID.randomUUID(),
                now,
                new Command.Chat(from.at(node), now.toEpochMilli(), frame));
    }

    /** As signaling-service writes it. */
    public void missed(MissedCall call) {
        write(new EventCodec("/signaling-service")
                .encode(
                        Topics.CHAT_COMMANDS,
                        ConversationId.between(call.from(), call.to()).value(),
                        Uuids.named(call.call() + "/missed"),
                        Instant.ofEpochMilli(call.at()),
                        call));
    }

    /** What is wrong with it shows as what never comes. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void write(ProducerRecord<String, byte[]> raw) {
        kafka.send(raw);
    }

    public static ClientFrame.MsgSend text(Person to, String body) {
        return text(to, body, new ClientMessageId(UUID.randomUUID()));
    }

    public static ClientFrame.MsgSend text(Person to, String body, ClientMessageId clientId) {
        return new ClientFrame.MsgSend("r-" + clientId, to.address(), clientId, MessageKind.TEXT, body, null, null);
    }

    /** Sends and waits for the acknowledgement. */
    public ServerFrame.MsgAck say(Person from, Person to, String body) {
        ClientFrame.MsgSend frame = text(to, body);
        send(from, frame);
        return await(from, ServerFrame.MsgAck.class, ack -> ack.clientId().equals(frame.clientId()));
    }

    /** What has come for a connection so far. */
    public List<ServerFrame> received(Person person) {
        synchronized (received) {
            return List.copyOf(received.getOrDefault(person.session(), List.of()));
        }
    }

    public <T extends ServerFrame> List<T> received(Person person, Class<T> kind) {
        return received(person).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    public void forget() {
        synchronized (received) {
            received.clear();
        }
    }

    public <T extends ServerFrame> T await(Person person, Class<T> kind) {
        return await(person, kind, frame -> true);
    }

    /** Waits for the first such frame for a connection. */
    public <T extends ServerFrame> T await(Person person, Class<T> kind, Predicate<T> which) {
        return awaitMany(person, kind, which, 1).getFirst();
    }

    /** Waits until so many such frames have come for a connection. */
    public <T extends ServerFrame> List<T> awaitMany(Person person, Class<T> kind, Predicate<T> which, int count) {
        return awaitMany(person, kind, which, count, SOON);
    }

    public <T extends ServerFrame> List<T> awaitMany(
            Person person, Class<T> kind, Predicate<T> which, int count, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (received) {
            while (true) {
                List<T> found = received(person, kind).stream().filter(which).toList();
                if (found.size() >= count) {
                    return found;
                }
                long leftMs = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (leftMs <= 0) {
                    return fail(
                            "%d of %d %s came for a connection, which has %s",
                            found.size(), count, kind.getSimpleName(), summary(received(person)));
                }
                waitMs(leftMs);
            }
        }
    }

    /** Everything that a command sent before can have caused has come, since the same conversation is handled in order. */
    public void settle(Person from, Person to) {
        ClientFrame.MsgTyping last = new ClientFrame.MsgTyping("settle-" + UUID.randomUUID(), to.address(), false);
        send(from, last);
        await(from, ServerFrame.Ok.class, ok -> String.valueOf(last.id()).equals(ok.re()));
    }

    private void waitMs(long ms) {
        try {
            received.wait(ms);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void arrived(List<Delivery> deliveries) {
        synchronized (received) {
            for (Delivery delivery : deliveries) {
                if (delivery instanceof Delivery.Send(List<SessionId> to, String frame)) {
                    ServerFrame decoded = FrameCodec.decodeServer(frame);
                    to.forEach(session -> received.computeIfAbsent(session, each -> new ArrayList<>())
                            .add(decoded));
                }
            }
            received.notifyAll();
        }
    }

    private static String summary(@Nullable List<ServerFrame> frames) {
        String all = String.valueOf(frames);
        return all.length() > 2000 ? all.substring(0, 2000) + "…" : all;
    }

    @Override
    public void close() {
        renewal.shutdownNow();
        kafka.close();
        redis.shutdown();
    }
}
