package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code /api}: contacts, history, the TURN configuration, and what is refused. */
class HttpIT {
    @RegisterExtension
    static final Running running = Running.with(Map.of(
            "callvault.ice.mode",
            "custom",
            "callvault.ice.turn-urls",
            "turn:turn.test:3478,turns:turn.test:5349?transport=tcp",
            "callvault.ice.turn-secret",
            "planted canary",
            "callvault.ice.stun-urls",
            "stun:turn.test:3478"));

    private static String token(Address address) {
        return Service.TOKENS.issue(address, new DeviceId(UUID.randomUUID())).token();
    }

    private static HttpResponse<String> ask(
            String method, String path, @Nullable String token, @Nullable String body, String... headers) {
        return Http.ask(running.service(), method, path, token, body, headers);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Http.json(response, 200);
    }

    record Refused(
            String what,
            String method,
            String path,
            boolean authenticated,
            @Nullable String body,
            String contentType,
            int status,
            String code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Refused> refused() {
        String contact = "/api/contacts/" + TestIdentity.number(7).address().value();
        String json = "application/json";
        return Stream.of(
                new Refused("no token: calls", "GET", "/api/calls", false, null, json, 401, "not_authenticated"),
                new Refused("no token: contacts", "GET", "/api/contacts", false, null, json, 401, "not_authenticated"),
                new Refused("no token: put", "PUT", contact, false, "{\"name\":\"B\"}", json, 401, "not_authenticated"),
                new Refused("no token: delete", "DELETE", contact, false, null, json, 401, "not_authenticated"),
                new Refused("no token: turn", "GET", "/api/turn-config", false, null, json, 401, "not_authenticated"),
                new Refused("no token: policy", "GET", "/api/policy", false, null, json, 401, "not_authenticated"),
                new Refused(
                        "no token: presence",
                        "GET",
                        "/api/presence/" + TestIdentity.number(7).address().value(),
                        false,
                        null,
                        json,
                        401,
                        "not_authenticated"),
                new Refused("presence of nobody", "GET", "/api/presence/call:x", true, null, json, 400, "bad_address"),
                new Refused("no token: put policy", "PUT", "/api/policy", false, "{}", json, 401, "not_authenticated"),
                new Refused(
                        "no token: blocklist", "GET", "/api/blocklist", false, null, json, 401, "not_authenticated"),
                new Refused(
                        "policy as text",
                        "PUT",
                        "/api/policy",
                        true,
                        "dnd",
                        "text/plain",
                        415,
                        "unsupported_media_type"),
                new Refused(
                        "large policy",
                        "PUT",
                        "/api/policy",
                        true,
                        "{\"hours\":{\"message\":\"" + "n".repeat(17 * 1024) + "\"}}",
                        json,
                        413,
                        "payload_too_large"),
                new Refused("bad blocklist page", "GET", "/api/blocklist?next=x", true, null, json, 400, "bad_address"),
                new Refused(
                        "no such blocked",
                        "GET",
                        "/api/blocklist/" + TestIdentity.number(7).address().value(),
                        true,
                        null,
                        json,
                        404,
                        "not_found"),
                new Refused("no token: unknown", "GET", "/api/nothing", false, null, json, 401, "not_authenticated"),
                new Refused("unknown route", "GET", "/api/nothing", true, null, json, 404, "not_found"),
                new Refused("wrong method", "POST", "/api/turn-config", true, "{}", json, 404, "not_found"),
                new Refused("no contact", "GET", contact, true, null, json, 404, "not_found"),
                new Refused(
                        "bad address",
                        "PUT",
                        "/api/contacts/call:x",
                        true,
                        "{\"name\":\"B\"}",
                        json,
                        400,
                        "bad_address"),
                new Refused("bad JSON", "PUT", contact, true, "{\"name\":", json, 400, "malformed"),
                new Refused("twice", "PUT", contact, true, "{\"name\":\"a\",\"name\":\"b\"}", json, 400, "malformed"),
                new Refused("null", "PUT", contact, true, "null", json, 400, "malformed"),
                new Refused("no name", "PUT", contact, true, "{}", json, 400, "malformed"),
                new Refused("blank name", "PUT", contact, true, "{\"name\":\"  \"}", json, 400, "malformed"),
                new Refused("control", "PUT", contact, true, "{\"name\":\"a\\u0000b\"}", json, 400, "malformed"),
                new Refused(
                        "long name",
                        "PUT",
                        contact,
                        true,
                        "{\"name\":\"" + "n".repeat(65) + "\"}",
                        json,
                        400,
                        "malformed"),
                new Refused(
                        "large body",
                        "PUT",
                        contact,
                        true,
                        "{\"name\":\"" + "n".repeat(17 * 1024) + "\"}",
                        json,
                        413,
                        "payload_too_large"),
                new Refused("text", "PUT", contact, true, "Bob", "text/plain", 415, "unsupported_media_type"),
                new Refused("bad limit", "GET", "/api/calls?limit=0", true, null, json, 400, "malformed"),
                new Refused("large limit", "GET", "/api/calls?limit=101", true, null, json, 400, "malformed"),
                new Refused("bad next", "GET", "/api/calls?next=x", true, null, json, 400, "malformed"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsRefusedHasACodeAndAdvice(Refused bad) {
        String token = bad.authenticated() ? token(TestIdentity.number(1).address()) : null;
        HttpResponse<String> response =
                ask(bad.method(), bad.path(), token, bad.body(), "Content-Type", bad.contentType());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(bad.status());
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = Json.MAPPER.readTree(response.body());
        assertThat(problem.get("code").stringValue()).isEqualTo(bad.code());
        assertThat(problem.get("detail").stringValue()).isNotBlank();
    }

    @Test
    void aTokenThatIsNotOursIsRefused() {
        String token = token(TestIdentity.number(1).address());
        for (String bad : List.of("nonsense", token.substring(0, token.length() - 4) + "AAAA", token + "x")) {
            assertThat(ask("GET", "/api/calls", bad, null).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void contactsAreKeptAndMakeACallerKnown() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        String token = token(bob.address());
        String path = "/api/contacts/" + ann.address().value();
        assertThat(json(ask("PUT", path, token, "{\"name\":\" Ann \"}"))
                        .get("name")
                        .stringValue())
                .isEqualTo("Ann");
        assertThat(json(ask("GET", path, token, null)).get("address").stringValue())
                .isEqualTo(ann.address().value());
        for (int i = 1; i <= 3; i++) {
            ask("PUT", "/api/contacts/" + TestIdentity.number(100 + i).address().value(), token, "{\"name\":\"n\"}");
        }
        JsonNode first = json(ask("GET", "/api/contacts?limit=3", token, null));
        assertThat(first.get("contacts")).hasSize(3);
        JsonNode second = json(
                ask("GET", "/api/contacts?limit=3&next=" + first.get("next").stringValue(), token, null));
        assertThat(second.get("contacts")).hasSize(1);
        assertThat(second.has("next")).isFalse();

        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        assertThat(bob.rings(call).known()).isTrue();
        assertThat(ask("DELETE", path, token, null).statusCode()).isEqualTo(204);
        assertThat(ask("DELETE", path, token, null).statusCode()).isEqualTo(204);
        assertThat(ask("GET", path, token, null).statusCode()).isEqualTo(404);
        assertThat(ask("GET", path, token(ann.address()), null).statusCode())
                .as("contacts are one's own")
                .isEqualTo(404);
    }

    @Test
    void historyIsOnesOwnNewestFirst() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId first = FakeDevice.newCall();
        CallId second = FakeDevice.newCall();
        CallId third = FakeDevice.newCall();
        for (CallId call : List.of(first, second)) {
            ann.calls(call, bob, "init " + call);
            ann.ok("init " + call);
            ann.send(new ClientFrame.CallEnd("end " + call, call, bob.address(), null));
            ann.ok("end " + call);
        }
        String intent = bob.calls(third, ann, "init");
        ann.rings(third);
        ann.accepts(third, bob.address(), intent, "accept");
        ann.ok("accept");
        assertThat(calls(ann, ""))
                .as("only what is over")
                .extracting(History::call)
                .containsExactly(second.toString(), first.toString());
        bob.send(new ClientFrame.CallEnd("end", third, ann.address(), null));
        ann.ends(third);
        assertThat(calls(ann, ""))
                .containsExactly(
                        new History(third.toString(), bob.address().value(), "callee", "completed", true),
                        new History(second.toString(), bob.address().value(), "caller", "cancelled", false),
                        new History(first.toString(), bob.address().value(), "caller", "cancelled", false));
        assertThat(calls(bob, "")).extracting(History::role).containsExactly("caller", "callee", "callee");
        JsonNode page = json(ask("GET", "/api/calls?limit=2", token(ann.address()), null));
        assertThat(calls(ann, "?next=" + page.get("next").stringValue()))
                .extracting(History::call)
                .containsExactly(first.toString());
        assertThat(calls(running.somebody(), "")).isEmpty();
    }

    record History(String call, String peer, String role, String reason, boolean answered) {}

    private static List<History> calls(FakeDevice of, String query) {
        return json(ask("GET", "/api/calls" + query, token(of.address()), null))
                .get("calls")
                .valueStream()
                .map(call -> new History(
                        call.get("call").stringValue(),
                        call.get("peer").stringValue(),
                        call.get("role").stringValue(),
                        call.get("reason").stringValue(),
                        call.has("answeredAt")))
                .toList();
    }

    @Test
    void turnCredentialsExpireAndAreWhatATurnServerChecks() throws Exception {
        FakeDevice caller = running.somebody();
        FakeDevice callee = running.somebody();
        Address ann = caller.address();
        CallId call = FakeDevice.newCall();
        caller.calls(call, callee, "init");
        callee.rings(call);
        JsonNode config = json(ask("GET", "/api/turn-config", token(ann), null));
        assertThat(config.get("mode").stringValue()).isEqualTo("custom");
        JsonNode stun = config.get("iceServers").get(0);
        assertThat(stun.get("urls").get(0).stringValue()).isEqualTo("stun:turn.test:3478");
        assertThat(stun.has("credential")).isFalse();
        JsonNode turn = config.get("iceServers").get(1);
        assertThat(turn.get("urls")).hasSize(2);
        String username = turn.get("username").stringValue();
        long expiry = Long.parseLong(username.substring(0, username.indexOf(':')));
        assertThat(expiry * 1000).isEqualTo(config.get("expiresAt").longValue());
        assertThat(expiry * 1000 - System.currentTimeMillis()).isBetween(1L, 600_000L);
        assertThat(username).doesNotContain(ann.value());
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("planted canary".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        assertThat(turn.get("credential").stringValue())
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aRelayIsThereForCallsAndForATest() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        for (FakeDevice each : List.of(ann, bob)) {
            JsonNode refused = Http.json(ask("GET", "/api/turn-config", token(each.address()), null), 403);
            assertThat(refused.get("code").stringValue()).isEqualTo("forbidden");
            assertThat(refused.get("detail").stringValue()).contains("?for=test");
        }
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        bob.rings(call);
        for (FakeDevice each : List.of(ann, bob)) {
            assertThat(ask("GET", "/api/turn-config", token(each.address()), null)
                            .statusCode())
                    .isEqualTo(200);
        }
        bob.send(new ClientFrame.CallReject("no", call, ann.address(), null));
        assertThat(bob.ok("no").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        for (FakeDevice each : List.of(ann, bob)) {
            assertThat(ask("GET", "/api/turn-config", token(each.address()), null)
                            .statusCode())
                    .isEqualTo(403);
        }
        JsonNode test = json(ask("GET", "/api/turn-config?for=test", token(ann.address()), null));
        assertThat(test.get("iceServers")).hasSize(2);
        assertThat(test.get("expiresAt").longValue() - System.currentTimeMillis())
                .isBetween(1L, 60_000L);
        Http.refused(ask("GET", "/api/turn-config?for=fun", token(ann.address()), null), 400, "malformed");
    }

    @Test
    void metricsAnswerOnTheManagementPort() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        bob.rings(call);
        bob.acks(call, ann.address(), 1);
        bob.send(new ClientFrame.CallReject("no", call, ann.address(), null));
        assertThat(bob.ok("no").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        assertThat(Http.metrics(running.service()))
                .contains(
                        "callvault_calls_commands_total{outcome=\"ok\"",
                        "callvault_calls_ring_delivery_seconds_count",
                        "callvault_calls_first_acknowledgement_seconds_count",
                        "callvault_calls_owed_rings",
                        "callvault_calls_owed_frames",
                        "callvault_calls_unacknowledged_rings",
                        "callvault_calls_unsettled_rings",
                        "callvault_calls_timers_late_seconds",
                        "callvault_calls_ended_total",
                        "callvault_signaling_outbox_age",
                        "callvault_signaling_ledger_conflicts_total",
                        "kafka_consumer_fetch_manager_records_lag")
                .doesNotContain("planted canary");
    }
}
