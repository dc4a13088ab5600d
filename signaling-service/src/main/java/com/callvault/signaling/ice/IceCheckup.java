package com.callvault.signaling.ice;

import com.callvault.signaling.diagnostics.Fresh;
import com.callvault.signaling.ice.doctor.Finding;
import com.callvault.signaling.ice.doctor.ServerUrl;
import com.callvault.signaling.ice.doctor.TurnDoctor;
import com.callvault.signaling.ice.doctor.TurnDoctor.Credentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every configured server examined, all side by side, and keeps what was found. What changes is logged once, with what helps.
 */
final class IceCheckup {
    private static final Logger log = LoggerFactory.getLogger(IceCheckup.class);
    private static final String LABEL = "doctor";
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final IceSettings settings;
    private final Relays relays;
    private final TurnDoctor doctor;
    private final Clock clock;
    private final MultiGauge up;
    /** By URL, what is logged of it. */
    private final Map<String, String> told = new HashMap<>();

    private final Fresh<Report> latest;

    IceCheckup(IceSettings settings, Relays relays, TurnDoctor doctor, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.relays = relays;
        this.doctor = doctor;
        this.clock = clock;
        this.latest = new Fresh<>(this::look, clock);
        this.up = MultiGauge.builder("callvault.ice.server.up").register(meters);
    }

    /** @param findings STUN servers first, then TURN servers as they are preferred */
    record Report(List<Finding> findings) {}

    /** Blocks for some seconds where the last look is older than a moment. */
    Report run() {
        return latest.get();
    }

    /** One at a time. */
    private Report look() {
        Report report = new Report(examine(clock.instant()));
        tell(report.findings());
        return report;
    }

    private List<Finding> examine(Instant now) {
        List<IceServer> servers = new ArrayList<>();
        servers.add(IceServer.stun(settings.stunUrls()));
        servers.addAll(relays.of(LABEL, now.plus(LIFE)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Finding>> asked = servers.stream()
                    .flatMap(server -> server.urls().stream()
                            .map(url -> threads.submit(() -> doctor.examine(ServerUrl.parse(url), new Held(server)))))
                    .toList();
            List<Finding> found = new ArrayList<>();
            for (Future<Finding> each : asked) {
                found.add(each.get());
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void tell(List<Finding> findings) {
        up.register(
                findings.stream()
                        .map(each -> MultiGauge.Row.of(
                                Tags.of("url", each.url().text(), "cause", causeOf(each)), each.serves() ? 1 : 0))
                        .toList(),
                true);
        for (Finding each : findings) {
            String url = each.url().text();
            String before = told.put(url, causeOf(each));
            switch (each) {
                case Finding.Wrong wrong
                when !wrong.cause().code().equals(before) ->
                    log.warn("{} is not well ({}): {} {}", url, wrong.cause().code(), wrong.what(), wrong.cure());
                case Finding.Good good when before != null && !before.isEmpty() -> log.info("{} is well again", url);
                default -> {}
            }
        }
    }

    private static String causeOf(Finding finding) {
        return switch (finding) {
            case Finding.Good good -> "";
            case Finding.Wrong wrong -> wrong.cause().code();
        };
    }

    /** What a browser would be given; made anew for another time only where each has credentials of their own. */
    private final class Held implements Credentials {
        private final IceServer server;

        Held(IceServer server) {
            this.server = server;
        }

        @Override
        public Pair now() {
            return new Pair(orEmpty(server.username()), orEmpty(server.credential()));
        }

        @Override
        public @Nullable String realm() {
            return settings.turnRealm();
        }

        @Override
        public @Nullable Pair expiringAt(Instant expiresAt) {
            if (!(relays instanceof OwnRelays)) {
                return null;
            }
            IceServer later = relays.of(LABEL, expiresAt).getFirst();
            return new Pair(orEmpty(later.username()), orEmpty(later.credential()));
        }

        private static String orEmpty(@Nullable String value) {
            return value == null ? "" : value;
        }
    }
}
