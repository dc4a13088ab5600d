package com.callvault.messaging.resync;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.route.Route;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.delivery.DeliveryWatch;
import com.callvault.messaging.delivery.LiveDelivery;
import com.callvault.messaging.delivery.Post;
import com.callvault.messaging.watermark.Watermark;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Sends {@code resync} to connected devices that are behind. Deliveries and watermarks of one conversation come through the
 * same partition, so this instance sees both.
 */
public final class Resync implements DeliveryWatch {
    private final Behind behind;
    private final Clock clock;
    private final Counter sent;

    Resync(ResyncSettings settings, Clock clock, MeterRegistry registry) {
        this.behind = new Behind(settings.after(), settings.tracked());
        this.clock = clock;
        this.sent = Counter.builder("callvault.messages.resyncs")
                .description("devices told to read again because they were behind what was delivered to them")
                .register(registry);
        Gauge.builder("callvault.messaging.resync.tracked", behind, Behind::size)
                .description("deliveries that a device has not confirmed yet")
                .register(registry);
    }

    @Override
    public void delivered(Address receiver, DeviceId device, Route route, ServerFrame.MsgIncoming message) {
        behind.delivered(receiver, device, route, message.conversation(), message.seq(), clock.millis());
    }

    /** A device says how far it is. Who has seen a message has it, too. */
    public void reached(Watermark watermark) {
        behind.reached(
                watermark.origin().address(),
                watermark.origin().device(),
                watermark.pair().conversation(),
                watermark.upTo(),
                clock.millis());
    }

    /** Partitions have come or gone: watermarks for what was delivered here may go elsewhere. */
    public void forget() {
        behind.forget();
    }

    void sweep(LiveDelivery delivery) {
        Set<Route> routes = behind.due(clock.millis());
        if (routes.isEmpty()) {
            return;
        }
        List<Post> posts = routes.stream()
                .<Post>map(route -> new Post.ToSession(route.node(), route.session(), new ServerFrame.Resync()))
                .toList();
        delivery.deliver(posts);
        sent.increment(posts.size());
    }
}
