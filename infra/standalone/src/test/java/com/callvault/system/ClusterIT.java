package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.client.Call.Media;
import com.callvault.client.Closed;
import com.callvault.client.Device;
import com.callvault.client.ProtocolClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Two gateways, two of each service and the edge as processes of their own: what dies is survived by the rest. */
@Isolated
class ClusterIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 4;

    @TempDir
    Path temp;

    private final List<ProtocolClient> clients = new ArrayList<>();

    @AfterEach
    void noneHasSeenWhatTheProtocolForbids() {
        for (var client : clients) {
            client.close();
            assertThat(client.violations()).isEmpty();
        }
    }

    @Test
    void aGatewayDiesAndItsPeopleRingOnTheOther() throws Exception {
        try (var cluster = RunningCluster.start(temp.resolve("data of mine"))) {
            System.out.printf("[cluster] ready: %s%n", cluster.costs());
            var ana = connect(cluster, Device.create(), "gw-1");
            var dan = connect(cluster, Device.create(), "gw-1");
            var bo = connect(cluster, Device.create(), "gw-2");
            var cy = connect(cluster, Device.create(), "gw-2");

            var message =
                    ana.chats().sendUntilAnswered(ana.chats().text(bo.address(), "from one gateway to the other"), 5);
            bo.chats().await(message.text("message"), SOON);
            var rings = ana.calls().place(bo.address(), Media.AUDIO);
            assertThat(bo.calls().awaitIncoming(rings.id(), SOON).ringing().type())
                    .isEqualTo("ok");

            assertThat(cluster.perform("kill", "gateway-2")).isEqualTo("gateway-2 is killed.");
            for (var gone : List.of(bo, cy)) {
                assertThat(gone.awaitClosed(SOON).code()).isEqualTo(Closed.ABNORMAL);
            }
            // While its callee is nowhere.
            var placedMeanwhile = dan.calls().place(cy.address(), Media.AUDIO);

            var boAgain = connect(cluster, bo.device(), "gw-1");
            var cyAgain = connect(cluster, cy.device(), "gw-1");
            assertThat(cyAgain.calls()
                            .awaitIncoming(placedMeanwhile.id(), SOON)
                            .ringing()
                            .type())
                    .isEqualTo("ok");
            // A device that joins where the call rings on shows that it does.
            var phone = connect(cluster, Device.of(bo.device().identity()), "gw-1");
            phone.calls().awaitIncoming(rings.id(), SOON);
            var answered = boAgain.calls().awaitIncoming(rings.id(), SOON);
            assertThat(answered.accept().type()).isEqualTo("ok");
            rings.await("call:accepted", SOON);

            Awaitility.await("it says what died and what to do")
                    .atMost(SOON)
                    .until(() -> cluster.console().stream()
                            .anyMatch(line -> line.startsWith("gateway-2 has died (exit code 137). Its log: ")
                                    && line.contains("Start it again: ./callvault cluster start gateway-2 --data ")));
            assertThat(cluster.state("gateway-2")).isEqualTo("died");
            assertThat(cluster.perform("start", "gateway-2")).isEqualTo("gateway-2 runs.");
            assertThat(cluster.state("gateway-2")).isEqualTo("running");

            // One that is frozen takes connections and gives no answer; the edge passes it over.
            cluster.perform("freeze", "gateway-1");
            for (var i = 0; i < CONNECTIONS; i++) {
                connect(cluster, Device.create(), "gw-2");
            }
            cluster.perform("thaw", "gateway-1");

            cluster.perform("kill", "redis");
            assertThat(cluster.perform("start", "redis")).isEqualTo("redis runs.");
            assertThat(cluster.pid("redis")).isPresent();
            assertThat(ana.chats()
                            .sendUntilAnswered(ana.chats().text(bo.address(), "after Redis"), 5)
                            .type())
                    .isEqualTo("msg:ack");

            cluster.perform("kill", "postgres");
            assertThat(cluster.perform("start", "postgres")).isEqualTo("postgres runs.");
            assertThat(ana.chats()
                            .sendUntilAnswered(ana.chats().text(bo.address(), "after PostgreSQL"), 5)
                            .type())
                    .isEqualTo("msg:ack");

            var took = cluster.stop();
            System.out.printf("[cluster] stops within %.1f s%n", took.toMillis() / 1e3);
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(cluster.processes())
                    .as("processes that it leaves behind")
                    .isEmpty();
        }
    }

    /**
     * By way of the edge, which takes turns, until it is the gateway of that name that says hello. A gateway that has just
     * started may be slow to answer, and the edge then asks to come back.
     */
    private ProtocolClient connect(RunningCluster cluster, Device device, String gateway) {
        return Awaitility.await("a connection to " + gateway)
                .atMost(SOON)
                .ignoreException(UncheckedIOException.class)
                .until(() -> open(cluster, device, gateway), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<ProtocolClient> open(RunningCluster cluster, Device device, String gateway) {
        var client = ProtocolClient.open(cluster.server(), device);
        clients.add(client);
        if (client.hello().text("node").startsWith(gateway + ".")) {
            client.authenticate();
            return Optional.of(client);
        }
        client.close();
        return Optional.empty();
    }
}
