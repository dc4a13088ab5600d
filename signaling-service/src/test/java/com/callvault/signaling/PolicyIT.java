package com.callvault.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.CallRecord;
import com.callvault.common.event.MissedCall;
import com.callvault.common.event.Policy;
import com.callvault.common.event.PolicyChanged;
import com.callvault.common.event.PolicyDecision.Outcome;
import com.callvault.common.event.PolicyDecision.Reason;
import com.callvault.common.event.Topics;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.EndReason;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies as people set them, on the running service: what they say counts for the next call. */
class PolicyIT {
    @RegisterExtension
    static final Running running = Running.with(
            Map.of("callvault.call.ring-timeout", "8s", "callvault.policy.strangers-see-progress", "false"));

    @Test
    void aPolicyIsReadWithItsDefaultsAndWrittenWhole() {
        FakeDevice bob = running.somebody();
        JsonNode before = json(ask("GET", "/api/policy", bob, null));
        assertThat(before).isEqualTo(Json.MAPPER.readTree("""
                {"version":0,"timeZone":"UTC","doNotDisturb":{"on":false,"weekly":[],"secondCallRings":false},
                 "hours":{"on":false,"weekly":[]},"whoMayRing":"everybody","unknownCallers":"ring",
                 "strangersLearn":"nothing","blockAfterRejections":0,"presence":true,"receipts":true}"""));

        JsonNode written = put(bob, "{\"version\":0,\"timeZone\":\"Europe/Berlin\",\"blockAfterRejections\":3}");
        assertThat(written.get("version").longValue()).isEqualTo(1);
        assertThat(written.get("timeZone").stringValue()).isEqualTo("Europe/Berlin");
        assertThat(json(ask("GET", "/api/policy", bob, null))).isEqualTo(written);
        assertThat(json(ask("GET", "/api/policy", running.somebody(), null)))
                .as("a policy is one's own")
                .isEqualTo(before);
    }

    @Test
    void contactsSeeWhetherSomebodyIsOnlineAndWhenTheyWereLast() {
        running.gateway().beat();
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        know(bob, ann, null);
        assertThat(Json.MAPPER.readTree(presence(ann, bob))).isEqualTo(told(bob, "\"online\":true"));

        // A node that was killed leaves its routes, and what it said last.
        FakeGateway killed = new FakeGateway();
        FakeDevice phone = FakeDevice.away(bob.person(), killed);
        phone.attach(killed);
        bob.detach();
        assertThat(Json.MAPPER.readTree(presence(ann, bob))).isEqualTo(told(bob, "\"online\":true"));
        killed.ends();
        long minute = running.gateway()
                .routes
                .lastSeen(bob.address())
                .toCompletableFuture()
                .join()
                .orElseThrow();
        assertThat(minute % 60_000).isZero();
        assertThat(Json.MAPPER.readTree(presence(ann, bob)))
                .isEqualTo(told(bob, "\"online\":false,\"lastSeen\":" + minute));

        running.gateway().redis.sync().del("seen:{" + bob.address().value() + "}");
        assertThat(Json.MAPPER.readTree(presence(ann, bob)))
                .as("that it is not known is no error")
                .isEqualTo(told(bob, "\"online\":false"));
    }

    @Test
    void whoMayNotKnowWhetherSomebodyIsOnlineReadsTheSameWhateverTheReason() {
        running.gateway().beat();
        FakeDevice bob = running.somebody();
        FakeDevice stranger = running.somebody();
        FakeDevice hidden = running.somebody();
        FakeDevice blocked = running.somebody();
        know(stranger, bob, null);
        List.of(hidden, blocked).forEach(each -> know(bob, each, null));
        put(hidden, "{\"presence\":false}");
        block(bob, blocked);
        String nothing = "{\"address\":\"" + bob.address().value() + "\"}";
        assertThat(presence(stranger, bob)).isEqualTo(nothing);
        assertThat(presence(hidden, bob)).as("who shows nothing sees nothing").isEqualTo(nothing);
        assertThat(presence(blocked, bob)).isEqualTo(nothing);
        assertThat(presence(bob, bob)).as("nobody is their own contact").isEqualTo(nothing);

        put(hidden, "{}");
        assertThat(Json.MAPPER.readTree(presence(hidden, bob))).isEqualTo(told(bob, "\"online\":true"));
        put(bob, "{\"presence\":false}");
        assertThat(presence(hidden, bob)).isEqualTo(nothing);
        bob.detach();
        assertThat(presence(hidden, bob)).as("nor when they were last").isEqualTo(nothing);
    }

    private static String presence(FakeDevice asker, FakeDevice asked) {
        HttpResponse<String> answer =
                ask("GET", "/api/presence/" + asked.address().value(), asker, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode told(FakeDevice asked, String what) {
        return Json.MAPPER.readTree("{\"address\":\"" + asked.address().value() + "\"," + what + "}");
    }

    @Test
    void ofTwoDevicesThatEditTheLaterIsToldAndNothingIsLost() {
        FakeDevice bob = running.somebody();
        put(bob, "{\"version\":0,\"whoMayRing\":\"contacts\"}");
        HttpResponse<String> late = ask("PUT", "/api/policy", bob, "{\"version\":0,\"timeZone\":\"Europe/Berlin\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Json.MAPPER.readTree(late.body()).get("code").stringValue()).isEqualTo("conflict");
        JsonNode kept = json(ask("GET", "/api/policy", bob, null));
        assertThat(kept.get("whoMayRing").stringValue()).isEqualTo("contacts");
        assertThat(kept.get("version").longValue()).isEqualTo(1);
        assertThat(put(bob, "{\"blockAfterRejections\":2}").get("version").longValue())
                .as("who names no version writes over")
                .isEqualTo(2);
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsStored() {
        FakeDevice bob = running.somebody();
        HttpResponse<String> refused = ask(
                "PUT",
                "/api/policy",
                bob,
                "{\"whoMayRing\":\"contacts\",\"doNotDisturb\":{\"weekly\":[{\"days\":[\"mon\"],\"from\":\"25:00\",\"to\":\"07:00\"}]}}");
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode problem = Json.MAPPER.readTree(refused.body());
        assertThat(problem.get("code").stringValue()).isEqualTo("malformed");
        assertThat(problem.get("detail").stringValue()).contains("doNotDisturb.weekly[0].from");
        for (String body : List.of("[]", "\"policy\"", "7", "null")) {
            assertThat(ask("PUT", "/api/policy", bob, body).statusCode()).isEqualTo(400);
        }
        assertThat(json(ask("GET", "/api/policy", bob, null)).get("version").longValue())
                .isZero();
    }

    /** Promise 7: the two sequences of frames are the same, and so is what the history says. */
    @Test
    void aBlockLooksLikeACallThatNobodyAnswers() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice carla = running.somebody();
        know(carla, ann, null);
        block(carla, ann);

        CallId unanswered = FakeDevice.newCall();
        List<String> unansweredSeen = callsInVain(ann, bob, unanswered);
        CallId blocked = FakeDevice.newCall();
        List<String> blockedSeen = callsInVain(ann, carla, blocked);
        assertThat(bob.rings(unanswered)).isNotNull();
        assertThat(blockedSeen).isEqualTo(unansweredSeen);

        CallRecord record = record(blocked);
        assertThat(record.endedAt()).as("the ring's time").isGreaterThanOrEqualTo(record.placedAt() + 8000);
        assertThat(record.reason()).isEqualTo(EndReason.NO_ANSWER);
        assertThat(decided(record)).containsExactly(Outcome.BLOCK, Reason.BLOCKED);
        assertThat(carla.frames()).as("her devices never learn of it").isEmpty();
        assertThat(FakeDevice.of(carla.person, running.gateway()).frames())
                .as("nor one that comes later")
                .isEmpty();
        assertThat(history(carla)).as("nor does she").isEmpty();
        assertThat(history(ann)).containsOnly("caller no_answer").hasSize(2);
        assertThat(left(ann, bob).unseen()).isNull();
        assertThat(left(ann, carla).unseen())
                .as("her conversation has it for him alone")
                .isTrue();
    }

    @Test
    void whoSomebodyDoesNotKnowIsNotToldThatTheyAreNotDisturbed() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        FakeDevice carla = running.somebody();
        put(carla, "{\"doNotDisturb\":{\"on\":true}}");
        CallId refused = FakeDevice.newCall();
        assertThat(callsInVain(ann, carla, refused)).isEqualTo(callsInVain(ann, bob, FakeDevice.newCall()));
        assertThat(carla.frames()).isEmpty();
        assertThat(record(refused).reason()).isEqualTo(EndReason.DO_NOT_DISTURB);
        assertThat(history(carla)).containsExactly("callee do_not_disturb");
    }

    /** All that the caller sees of a call, without what names this one. */
    private static List<String> callsInVain(FakeDevice caller, FakeDevice callee, CallId call) {
        int before = caller.frames().size();
        caller.calls(call, callee, "init");
        caller.await(ServerFrame.CallProgress.class, each -> each.call().equals(call));
        caller.send(new ClientFrame.WebrtcOffer("offer", call, callee.address(), 1L, "sdp", "proof"));
        caller.send(new ClientFrame.CallReject("reject", call, callee.address(), null));
        caller.await(ServerFrame.Refused.class, each -> "reject".equals(each.re()) && isAfter(caller, each, before));
        caller.acks(call, callee.address(), 1);
        caller.ends(call);
        List<ServerFrame> frames = caller.frames();
        // What is not acknowledged comes again, also of an earlier call.
        return frames.subList(before, frames.size()).stream()
                .filter(frame -> !(frame instanceof ServerFrame.CallNotice notice)
                        || notice.call().equals(call))
                .map(frame -> Json.write(frame)
                        .replace(call.toString(), "CALL")
                        .replace(callee.address().value(), "CALLEE"))
                .distinct()
                .toList();
    }

    private static boolean isAfter(FakeDevice device, ServerFrame frame, int before) {
        List<ServerFrame> frames = device.frames();
        return frames.subList(before, frames.size()).contains(frame);
    }

    @Test
    void doNotDisturbCountsForTheNextCallAndASecondCallMayBreakThrough() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        know(bob, ann, null);
        put(bob, "{\"doNotDisturb\":{\"on\":true,\"secondCallRings\":true}}");
        CallId first = FakeDevice.newCall();
        ann.calls(first, bob, "first");
        assertThat(ann.ok("first").state()).isEqualTo(ServerFrame.CallStatus.ENDED);
        assertThat(ann.ends(first).reason()).isEqualTo(EndReason.DO_NOT_DISTURB);
        assertThat(ann.ends(first).n()).isEqualTo(1);
        CallId second = FakeDevice.newCall();
        ann.calls(second, bob, "second");
        assertThat(bob.rings(second).silent()).isNull();
        assertThat(bob.frames(ServerFrame.CallIncoming.class)).hasSize(1);
        assertThat(decided(record(first))).containsExactly(Outcome.REFUSE, Reason.DO_NOT_DISTURB);
        ann.send(new ClientFrame.CallEnd("end", second, bob.address(), null));
        ann.ok("end");
        assertThat(decided(record(second))).containsExactly(Outcome.RING, Reason.SECOND_CALL);
        assertThat(history(bob)).containsExactly("callee cancelled", "callee do_not_disturb");
    }

    @Test
    void outsideOfTheHoursTheMessageIsTold() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        know(bob, ann, null);
        DayOfWeek another = LocalDate.now(ZoneOffset.UTC).getDayOfWeek().plus(3);
        put(bob, """
                {"hours":{"on":true,"message":"Back soon","weekly":[{"days":["%s"],"from":"00:00","to":"24:00"}]}}""".formatted(
                        another.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toLowerCase(Locale.ROOT)));
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        assertThat(ann.ends(call).reason()).isEqualTo(EndReason.OUTSIDE_HOURS);
        assertThat(ann.ends(call).message()).isEqualTo("Back soon");
        assertThat(bob.frames()).isEmpty();
    }

    @Test
    void whoMayOnlyAskLeavesARequest() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        put(bob, "{\"whoMayRing\":\"contacts_and_requests\"}");
        CallId request = FakeDevice.newCall();
        ann.calls(request, bob, "request");
        assertThat(ann.ends(request).reason()).isEqualTo(EndReason.REQUEST_SENT);
        assertThat(history(bob)).containsExactly("callee request_sent");
        assertThat(history(ann)).containsExactly("caller request_sent");
        assertThat(bob.frames()).isEmpty();
        know(bob, ann, null);
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        assertThat(bob.rings(call).known()).as("the request was accepted").isTrue();
    }

    @Test
    void unknownCallersMayBeShownWithoutASound() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        put(bob, "{\"unknownCallers\":\"ring_silently\"}");
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        assertThat(bob.rings(call).silent()).isTrue();
        assertThat(bob.rings(call).known()).isFalse();
    }

    @Test
    void contactsMayBeExceptions() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        put(bob, "{\"doNotDisturb\":{\"on\":true}}");
        assertThat(know(bob, ann, "even_in_do_not_disturb").get("ring").stringValue())
                .isEqualTo("even_in_do_not_disturb");
        assertThat(know(bob, ann, null).get("ring").stringValue())
                .as("a new name leaves it as it is")
                .isEqualTo("even_in_do_not_disturb");
        CallId rings = FakeDevice.newCall();
        ann.calls(rings, bob, "rings");
        bob.rings(rings);
        ann.send(new ClientFrame.CallEnd("end", rings, bob.address(), null));
        ann.ok("end");
        know(bob, ann, "never");
        CallId refused = FakeDevice.newCall();
        ann.calls(refused, bob, "refused");
        assertThat(ann.ends(refused).reason()).isEqualTo(EndReason.NOT_ALLOWED);
        HttpResponse<String> bad =
                ask("PUT", "/api/contacts/" + ann.address().value(), bob, "{\"name\":\"Ann\",\"ring\":\"loudly\"}");
        assertThat(Json.MAPPER.readTree(bad.body()).get("detail").stringValue()).contains("\"ring\"");
    }

    @Test
    void whoIsDeclinedTooOftenIsBlocked() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        put(bob, "{\"blockAfterRejections\":2}");
        for (int i = 1; i <= 2; i++) {
            assertThat(json(ask("GET", "/api/blocklist", bob, null)).get("blocked"))
                    .isEmpty();
            CallId call = FakeDevice.newCall();
            ann.calls(call, bob, "init " + i);
            bob.rings(call);
            bob.send(new ClientFrame.CallReject("no " + i, call, ann.address(), null));
            bob.ok("no " + i);
        }
        JsonNode blocked = json(ask("GET", "/api/blocklist", bob, null)).get("blocked");
        assertThat(blocked).hasSize(1);
        assertThat(blocked.get(0).get("by").stringValue()).isEqualTo("rejections");
        assertThat(awaitPolicy(bob.address(), each -> !each.blocked().isEmpty()).blocked())
                .containsExactly(ann.address());
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "in vain");
        ann.ends(call);
        assertThat(bob.frames(ServerFrame.CallIncoming.class)).hasSize(2);
    }

    @Test
    void whoWasTakenInBetweenIsNotBlocked() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        put(bob, "{\"blockAfterRejections\":2}");
        for (int i = 1; i <= 3; i++) {
            CallId call = FakeDevice.newCall();
            String intent = ann.calls(call, bob, "init " + i);
            bob.rings(call);
            if (i == 2) {
                bob.accepts(call, ann.address(), intent, "accept");
                bob.ok("accept");
                bob.send(new ClientFrame.CallEnd("no " + i, call, ann.address(), null));
            } else {
                bob.send(new ClientFrame.CallReject("no " + i, call, ann.address(), null));
            }
            bob.ok("no " + i);
        }
        assertThat(json(ask("GET", "/api/blocklist", bob, null)).get("blocked")).isEmpty();
    }

    @Test
    void theBlocklistIsReadAndWritten() {
        FakeDevice bob = running.somebody();
        List<Address> people = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> TestIdentity.number(200 + i).address())
                .sorted()
                .toList();
        for (Address each : people) {
            JsonNode entry = json(ask("PUT", "/api/blocklist/" + each.value(), bob, null));
            assertThat(entry.get("by").stringValue()).isEqualTo("you");
            assertThat(json(ask("PUT", "/api/blocklist/" + each.value(), bob, "{}")))
                    .as("a repeat changes nothing")
                    .isEqualTo(entry);
        }
        JsonNode first = json(ask("GET", "/api/blocklist?limit=2", bob, null));
        assertThat(first.get("blocked")).hasSize(2);
        JsonNode second = json(
                ask("GET", "/api/blocklist?limit=2&next=" + first.get("next").stringValue(), bob, null));
        assertThat(second.get("blocked")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        String path = "/api/blocklist/" + people.getFirst().value();
        assertThat(ask("GET", path, running.somebody(), null).statusCode()).isEqualTo(404);
        assertThat(ask("DELETE", path, bob, null).statusCode()).isEqualTo(204);
        assertThat(ask("DELETE", path, bob, null).statusCode()).isEqualTo(204);
        assertThat(ask("GET", path, bob, null).statusCode()).isEqualTo(404);
        assertThat(awaitPolicy(bob.address(), each -> each.blocked().size() == 2)
                        .blocked())
                .containsExactlyElementsOf(people.subList(1, 3));
        assertThat(ask("PUT", "/api/blocklist/" + bob.address().value(), bob, null)
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask("PUT", "/api/blocklist/call:x", bob, null).statusCode()).isEqualTo(400);
    }

    @Test
    void everyChangeIsToldInOrderUnderThePersonsKey() {
        FakeDevice bob = running.somebody();
        FakeDevice ann = running.somebody();
        for (int i = 1; i <= 5; i++) {
            put(bob, "{\"blockAfterRejections\":%d}".formatted(i));
        }
        block(bob, ann);
        awaitPolicy(bob.address(), each -> !each.blocked().isEmpty());
        List<PolicyChanged> told =
                KafkaReader.events(Topics.POLICIES, bob.address().value(), PolicyChanged.class);
        assertThat(told).extracting(PolicyChanged::revision).isSorted().contains(6L);
        assertThat(told.getLast().policy().blockAfterRejections()).isEqualTo(5);
        assertThat(told.getLast().policy().strangersLearn()).isEqualTo(Policy.StrangersLearn.NOTHING);
        assertThat(told.getLast().blocked()).containsExactly(ann.address());
    }

    @Test
    void decisionsAreCounted() {
        FakeDevice ann = running.somebody();
        FakeDevice bob = running.somebody();
        put(bob, "{\"unknownCallers\":\"request\"}");
        CallId call = FakeDevice.newCall();
        ann.calls(call, bob, "init");
        ann.ends(call);
        assertThat(Http.metrics(running.service()))
                .contains("callvault_calls_decisions_total{outcome=\"request\",reason=\"unknown_caller\"");
    }

    private static List<Object> decided(CallRecord record) {
        assertThat(record.policy()).isNotNull();
        return List.of(record.policy().outcome(), record.policy().reason());
    }

    private static CallRecord record(CallId call) {
        return Awaitility.await("the record of the call")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> KafkaReader.events(Topics.CALLS_RECORDS, call.toString(), CallRecord.class),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** What a call has left in the conversation of the two. */
    private static MissedCall left(FakeDevice caller, FakeDevice callee) {
        String conversation =
                ConversationId.between(caller.address(), callee.address()).value();
        return Awaitility.await("a missed call on its way to the conversation")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> KafkaReader.events(Topics.CHAT_COMMANDS, conversation, MissedCall.class),
                        found -> !found.isEmpty())
                .getLast();
    }

    private static PolicyChanged awaitPolicy(Address of, Predicate<PolicyChanged> which) {
        return Awaitility.await("a policy on its topic")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> KafkaReader.events(Topics.POLICIES, of.value(), PolicyChanged.class),
                        found -> !found.isEmpty() && which.test(found.getLast()))
                .getLast();
    }

    private static JsonNode put(FakeDevice owner, String policy) {
        return json(ask("PUT", "/api/policy", owner, policy));
    }

    private static JsonNode know(FakeDevice owner, FakeDevice other, @Nullable String ring) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("name", "Somebody");
        if (ring != null) {
            body.put("ring", ring);
        }
        return json(ask("PUT", "/api/contacts/" + other.address().value(), owner, Json.write(body)));
    }

    private static void block(FakeDevice owner, FakeDevice other) {
        json(ask("PUT", "/api/blocklist/" + other.address().value(), owner, null));
    }

    /** {@code role reason}, newest first. */
    private static List<String> history(FakeDevice of) {
        return json(ask("GET", "/api/calls", of, null))
                .get("calls")
                .valueStream()
                .map(call -> call.get("role").stringValue() + " "
                        + call.get("reason").stringValue())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Http.json(response, 200);
    }

    private static HttpResponse<String> ask(String method, String path, FakeDevice as, @Nullable String body) {
        String token = Service.TOKENS
                .issue(as.address(), new DeviceId(UUID.randomUUID()))
                .token();
        return Http.ask(running.service(), method, path, token, body);
    }
}
