package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients read over HTTP. */
@SuppressWarnings("NullAway.Init")
class HistoryIT {
    private static final int SAID = 25;

    private static Service service;
    private static StandInNode node;
    private static final Person anna = Person.somebody();
    private static final Person bert = Person.somebody();
    private static String messages = "";

    @BeforeAll
    static void start() {
        service = new Service.Setup(TestStores.shared().newDatabase()).start();
        node = new StandInNode();
        IntStream.rangeClosed(1, SAID).forEach(i -> node.send(anna, StandInNode.text(bert, "no. " + i)));
        node.awaitMany(anna, ServerFrame.MsgAck.class, ack -> true, SAID);
        messages = "/api/conversations/" + anna.with(bert) + "/messages";
    }

    @AfterAll
    static void stop() {
        node.close();
        service.close();
    }

    @Test
    void readsOnFromAnyPlace() {
        List<Long> seqs = new ArrayList<>();
        JsonNode page;
        do {
            long after = seqs.isEmpty() ? 0 : seqs.getLast();
            page = service.get(bert, messages + "?after=" + after + "&limit=10").body();
            seqs.addAll(seqs(page));
        } while (page.get("more").booleanValue());

        assertThat(seqs)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, SAID).boxed().toList());
    }

    @Test
    void readsBackFromAnyPlace() {
        JsonNode newest = service.get(bert, messages + "?limit=10").body();
        JsonNode older = service.get(bert, messages + "?before=16&limit=10").body();
        JsonNode oldest = service.get(bert, messages + "?before=6&limit=10").body();

        assertThat(seqs(newest))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(16, 25).boxed().toList());
        assertThat(newest.get("more").booleanValue()).isTrue();
        assertThat(seqs(older))
                .containsExactlyElementsOf(LongStream.rangeClosed(6, 15).boxed().toList());
        assertThat(seqs(oldest)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(oldest.get("more").booleanValue()).isFalse();
    }

    @Test
    void readsAroundAMessage() {
        JsonNode middle = service.get(bert, around(13, 10)).body();
        JsonNode beginning = service.get(bert, around(2, 10)).body();
        JsonNode end = service.get(bert, around(SAID, 10)).body();

        assertThat(seqs(middle))
                .containsExactlyElementsOf(LongStream.rangeClosed(8, 17).boxed().toList());
        assertThat(middle.get("more").booleanValue()).isTrue();
        assertThat(middle.get("moreBefore").booleanValue()).isTrue();
        assertThat(seqs(beginning))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 6).boxed().toList());
        assertThat(beginning.get("moreBefore").booleanValue()).isFalse();
        assertThat(seqs(end))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(20, SAID).boxed().toList());
        assertThat(end.get("more").booleanValue()).isFalse();
        assertThat(seqs(service.get(bert, around(7, 1)).body())).containsExactly(7L);
    }

    @Test
    void aroundWhatIsNotThereIsNoPage() {
        Person carla = Person.somebody();
        ServerFrame.MsgAck elsewhere = node.say(carla, bert, "first");
        node.say(carla, bert, "second");
        String theirs = "/api/conversations/" + carla.with(bert);
        service.delete(bert, theirs);

        assertThat(List.of(
                        messages + "?around=" + elsewhere.message(),
                        around(SAID + 1, 10),
                        theirs + "/messages?around=" + elsewhere.message()))
                .allSatisfy(path -> {
                    Service.Answer answer = service.get(bert, path);
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.body().get("code").stringValue()).isEqualTo("no_such_message");
                });
        assertThat(service.get(carla, theirs + "/messages?around=" + elsewhere.message())
                        .status())
                .as("the other keeps it")
                .isEqualTo(200);
    }

    private static String around(long seq, int limit) {
        return messages + "?around=" + MessageIds.of(anna.with(bert), seq) + "&limit=" + limit;
    }

    @Test
    void aMessageLooksAsItDidWhenItCame() {
        Person carla = Person.somebody();
        node.attach(carla);
        node.say(anna, carla, "hello");
        ServerFrame.MsgIncoming live = node.await(carla, ServerFrame.MsgIncoming.class);

        JsonNode read = service.get(carla, "/api/conversations/" + anna.with(carla) + "/messages")
                .body()
                .at("/messages/0");

        assertThat(FrameCodec.decodeServer(read.toString())).isEqualTo(live);
    }

    @Test
    void aPlaceBehindTheEndIsAnEmptyPage() {
        JsonNode page = service.get(bert, messages + "?after=" + SAID).body();

        assertThat(page.get("messages").isEmpty()).isTrue();
        assertThat(page.get("more").booleanValue()).isFalse();
    }

    @Test
    void conversationsComeNewestFirstPageByPage() {
        Person busy = Person.somebody();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Person peer = Person.somebody();
            // Both ways round, so that the busy one is sometimes the lower address and sometimes not.
            said.addFirst((i % 2 == 0 ? node.say(busy, peer, "out") : node.say(peer, busy, "in"))
                    .conversation()
                    .value());
        }

        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    service.get(busy, "/api/conversations?limit=3" + next).body();
            page.get("conversations")
                    .forEach(head -> listed.add(head.get("conversation").stringValue()));
            next = page.has("next") ? "&next=" + page.get("next").stringValue() : "";
        } while (!next.isEmpty());

        assertThat(listed).containsExactlyElementsOf(said);
    }

    @Test
    void aHeadSaysWhoWhatAndHowFar() {
        Person carla = Person.somebody();
        ServerFrame.MsgAck ack = node.say(carla, bert, "first");
        node.say(bert, carla, "second");

        JsonNode head = service.get(carla, "/api/conversations").body().at("/conversations/0");

        assertThat(head.get("conversation").stringValue())
                .isEqualTo(ack.conversation().value());
        assertThat(head.get("peer").stringValue()).isEqualTo(bert.address().value());
        assertThat(head.get("lastSeq").longValue()).isEqualTo(2);
        assertThat(head.at("/last/type").stringValue()).isEqualTo("msg:incoming");
        assertThat(head.at("/last/body").stringValue()).isEqualTo("second");
        assertThat(head.at("/last/from").stringValue()).isEqualTo(bert.address().value());
    }

    @Test
    void nobodyElseFindsTheConversation() {
        Service.Answer answer = service.get(Person.somebody(), messages);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.body().get("code").stringValue()).isEqualTo("not_found");
        assertThat(service.get(Person.somebody(), "/api/conversations").body().get("conversations"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer nothing", "Bearer a.b.c", "Basic YTpi"})
    void withoutAGoodTokenThereIsNothing(String authorization) {
        for (String path : List.of("/api/conversations", messages, "/api/something/else")) {
            Service.Answer answer = service.get(path, authorization);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.body().get("code").stringValue()).isEqualTo("not_authenticated");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=ten, limit",
        "limit=1&limit=2, limit",
        "after=-1, after",
        "after=1.5, after",
        "after=99999999999999999999, after",
        "before=0, before",
        "after=1&before=3, before"
    })
    void aWrongParameterIsNamed(String query, String name) {
        Service.Answer answer = service.get(bert, messages + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").stringValue()).isEqualTo("malformed");
        assertThat(answer.body().get("detail").stringValue()).contains("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next=x", "next=MS4y!", "next=LTEuLTE", "limit=0", "limit=101"})
    void aWrongPageIsNamed(String query) {
        Service.Answer answer = service.get(bert, "/api/conversations?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("detail").stringValue())
                .contains("\"" + query.substring(0, query.indexOf('=')) + "\"");
    }

    @Test
    void whatIsNoConversationIsMalformedAndWhatIsNoRouteIsNotFound() {
        assertThat(service.get(bert, "/api/conversations/dm:0/messages").status())
                .isEqualTo(400);
        assertThat(service.get(bert, "/api/conversations/x").status()).isEqualTo(404);
    }

    private static List<Long> seqs(JsonNode page) {
        List<Long> seqs = new ArrayList<>();
        page.get("messages").forEach(message -> seqs.add(message.get("seq").longValue()));
        return seqs;
    }
}
