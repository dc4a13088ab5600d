package com.callvault.signaling;

import static com.callvault.signaling.Http.json;
import static com.callvault.signaling.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.event.CallRecord;
import com.callvault.common.event.PolicyChanged;
import com.callvault.common.event.PolicyDecision;
import com.callvault.common.event.Topics;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.SessionId;
import com.callvault.common.jws.Purpose;
import com.callvault.common.jws.Standing;
import com.callvault.common.route.Attached;
import com.callvault.common.route.Route;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/** Somebody deletes their account: what goes, who may, and that nobody comes back. */
class AccountIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Running running = Running.with(Map.of("callvault.call.ring-timeout", "3s"));

    private final TestIdentity ann = TestIdentity.random(RANDOM);
    private final FakeDevice laptop = FakeDevice.of(ann, running.gateway());
    private final FakeDevice phone = FakeDevice.linked(ann, running.gateway());
    private final FakeDevice bob = running.somebody();

    @Test
    void everythingOfThePersonGoesAndWhatOthersHaveWrittenStays() {
        assertThat(ask("PUT", "/api/contacts/" + bob.address().value(), laptop, "{\"name\":\"Bob\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask(
                                "PUT",
                                "/api/blocklist/"
                                        + TestIdentity.random(RANDOM).address().value(),
                                laptop,
                                null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("PUT", "/api/contacts/" + laptop.address().value(), bob, "{\"name\":\"Ann\"}")
                        .statusCode())
                .isEqualTo(200);
        json(ask("GET", "/api/devices", laptop, null), 200);
        json(ask("GET", "/api/devices", phone, null), 200);

        assertThat(delete(laptop, deletion(ann)).statusCode()).isEqualTo(204);

        for (String mine : List.of("contact where owner", "blocked where owner", "policy where owner")) {
            assertThat(rows(mine, laptop.address())).as(mine).isZero();
        }
        assertThat(rows("device where address", laptop.address())).isZero();
        assertThat(rows("departed where address", laptop.address())).isEqualTo(1);
        assertThat(rows("contact where owner", bob.address())).isEqualTo(1);

        PolicyChanged told = await("the others are told")
                .atMost(A_MINUTE)
                .until(
                        () -> KafkaReader.events(
                                Topics.POLICIES, laptop.address().value(), PolicyChanged.class),
                        found -> !found.isEmpty() && found.getLast().deletedAt() != null)
                .getLast();
        assertThat(told.blocked()).isEmpty();
        assertThat(told.revision()).as("above that of the block").isEqualTo(2);
    }

    @Test
    void everyDeviceIsOutAndTheKeyDoesNotComeBackByANewOne() {
        assertThat(delete(laptop, deletion(ann)).statusCode()).isEqualTo(204);

        assertThat(running.gateway().closed(laptop)).isEqualTo(CloseReason.ACCOUNT_DELETED);
        assertThat(running.gateway().closed(phone)).isEqualTo(CloseReason.ACCOUNT_DELETED);
        refused(ask("GET", "/api/contacts", laptop, null), 410, "account_deleted");
        refused(delete(laptop, deletion(ann)), 410, "account_deleted");
        DeviceId unheardOf = new DeviceId(UUID.randomUUID());
        assertThat(standing(unheardOf)).isEqualTo(Standing.DELETED);
        assertThat(running.gateway()
                        .routes
                        .attach(
                                ann.address(),
                                unheardOf,
                                new Route(running.gateway().node, new SessionId(UUID.randomUUID()), 1))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new Attached.Deleted());

        // Long ago, so that nothing but the lost mark has it written again.
        running.service()
                .jdbc()
                .sql("update departed set at = 1 where address = ?")
                .params(ann.address().value())
                .update();
        running.gateway().emptyRedis();
        await("it is written again after Redis lost it")
                .atMost(A_MINUTE)
                .until(() -> standing(unheardOf) == Standing.DELETED);
    }

    @Test
    void whatWasUnderWayIsErasedToo() {
        assertThat(delete(laptop, deletion(ann)).statusCode()).isEqualTo(204);
        running.service()
                .jdbc()
                .sql("insert into contact (owner, address, name) values (?, ?, 'late')")
                .params(ann.address().value(), bob.address().value())
                .update();
        await("it is gone").atMost(A_MINUTE).until(() -> rows("contact where owner", ann.address()) == 0);
    }

    @Test
    void theRunningCallEndsAndNoOtherIsPlacedToThemOrByThem() {
        CallId running = FakeDevice.newCall();
        String intent = phone.calls(running, bob, "call");
        bob.rings(running);
        bob.accepts(running, phone.address(), intent, "accept");
        bob.ok("accept");

        assertThat(delete(laptop, deletion(ann)).statusCode()).isEqualTo(204);
        assertThat(bob.ends(running).reason()).isEqualTo(EndReason.COMPLETED);

        CallId to = FakeDevice.newCall();
        bob.calls(to, laptop, "to");
        bob.ok("to");
        assertThat(bob.ends(to).reason()).isEqualTo(EndReason.NO_ANSWER);
        assertThat(bob.frames(ServerFrame.CallProgress.class).stream()
                        .filter(each -> each.call().equals(to)))
                .extracting(ServerFrame.CallProgress::state)
                .containsOnly(ServerFrame.CallProgress.State.TRYING);
        CallRecord record = await("its record")
                .atMost(A_MINUTE)
                .until(
                        () -> KafkaReader.events(Topics.CALLS_RECORDS, to.toString(), CallRecord.class),
                        found -> !found.isEmpty())
                .getFirst();
        assertThat(record.policy())
                .isEqualTo(new PolicyDecision(PolicyDecision.Outcome.BLOCK, PolicyDecision.Reason.ACCOUNT_DELETED));

        laptop.calls(FakeDevice.newCall(), bob, "by");
        assertThat(laptop.refused("by").code()).isEqualTo(ErrorCode.ACCOUNT_DELETED);
    }

    @Test
    void onlyTheAddressesOwnKeyDeletesAndOnlyHereAndNow() {
        TestIdentity carl = TestIdentity.random(RANDOM);
        refused(delete(phone, deletion(phone.person())), 403, "forbidden");
        refused(delete(laptop, deletion(carl)), 403, "forbidden");
        refused(delete(laptop, ann.sign(Purpose.REVOKE, Json.write(claims()))), 400, "bad_signature");
        refused(
                delete(laptop, ann.sign(Purpose.DELETION, Json.write(claims().put("iat", 1_000_000_000)))),
                400,
                "clock_skew");
        refused(
                delete(laptop, ann.sign(Purpose.DELETION, Json.write(claims().put("aud", "https://elsewhere.test")))),
                400,
                "bad_signature");
        refused(ask("DELETE", "/api/account", laptop, "{}"), 400, "malformed");
        assertThat(rows("departed where address", laptop.address())).isZero();
        json(ask("GET", "/api/devices", laptop, null), 200);
    }

    private Standing standing(DeviceId device) {
        return running.gateway()
                .revocations
                .standing(ann.address(), device)
                .toCompletableFuture()
                .join();
    }

    private static long rows(String which, Address of) {
        return running.service()
                .jdbc()
                .sql("select count(*) from " + which + " = ?")
                .param(of.value())
                .query(Long.class)
                .single();
    }

    private static ObjectNode claims() {
        return Json.MAPPER
                .createObjectNode()
                .put("aud", Service.ORIGIN)
                .put("iat", Instant.now().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }

    private static String deletion(TestIdentity by) {
        return by.sign(Purpose.DELETION, Json.write(claims()));
    }

    private static HttpResponse<String> delete(FakeDevice from, String jws) {
        return ask(
                "DELETE",
                "/api/account",
                from,
                Json.write(Json.MAPPER.createObjectNode().put("deletion", jws)));
    }

    private static HttpResponse<String> ask(String method, String path, FakeDevice who, @Nullable String body) {
        String token = Service.TOKENS.issue(who.address(), who.id()).token();
        return Http.ask(running.service(), method, path, token, body);
    }
}
