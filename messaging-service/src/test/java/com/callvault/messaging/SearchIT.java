package com.callvault.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.callvault.common.id.ClientMessageId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.FrameCodec;
import com.callvault.common.wire.ServerFrame;
import com.callvault.infra.embedded.TestStores;
import com.callvault.messaging.testing.Blocklists;
import com.callvault.messaging.testing.Person;
import com.callvault.messaging.testing.Service;
import com.callvault.messaging.testing.StandInNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Search finds the same, whether the words were written already or the messages must be read themselves. */
@ParameterizedClass(name = "words written: {0}")
@ValueSource(booleans = {true, false})
@SuppressWarnings("NullAway.Init")
class SearchIT {
    private static Service service;
    private static StandInNode node;

    @Parameter
    boolean written;

    private final Person anna = Person.somebody();
    private final Person bert = Person.somebody();
    private final Person carla = Person.somebody();

    @BeforeParameterizedClassInvocation
    static void start(boolean written) {
        service = new Service.Setup(TestStores.shared().newDatabase())
                .with("callvault.messaging.search.sweep", written ? "20ms" : "1h")
                .with("callvault.messaging.search.quiet", "0s")
                .start();
        node = new StandInNode();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        node.close();
        service.close();
    }

    @Test
    void findsWhatWasSaidInAllConversationsOfWhoeverAsksNewestFirst() {
        ServerFrame.MsgAck first = node.say(anna, bert, "We meet at the Café");
        ServerFrame.MsgAck second = node.say(carla, anna, "which café do you mean?");
        node.say(anna, carla, "the other");

        JsonNode page = search(anna, "cafe");

        assertThat(bodies(page)).containsExactly("which café do you mean?", "We meet at the Café");
        assertThat(page.at("/found/0/conversation").stringValue())
                .isEqualTo(second.conversation().value());
        assertThat(page.at("/found/0/peer").stringValue())
                .isEqualTo(carla.address().value());
        assertThat(page.at("/found/1/peer").stringValue())
                .isEqualTo(bert.address().value());
        assertThat(page.at("/found/1/message/message").stringValue())
                .isEqualTo(first.message().toString());
        assertThat(page.has("next")).isFalse();
    }

    @Test
    void aMessageLooksAsItDidWhenItCame() {
        node.attach(bert);
        node.say(anna, bert, "hello");
        ServerFrame.MsgIncoming live = node.await(bert, ServerFrame.MsgIncoming.class);

        assertThat(FrameCodec.decodeServer(
                        search(bert, "hello").at("/found/0/message").toString()))
                .isEqualTo(live);
    }

    @Test
    void nobodyFindsWhatOthersSayToEachOther() {
        ServerFrame.MsgAck said = node.say(anna, bert, "a secret");
        node.say(anna, carla, "hello");

        assertThat(bodies(search(anna, "secret"))).containsExactly("a secret");
        assertThat(bodies(search(carla, "secret"))).isEmpty();
        Service.Answer asked = ask(carla, "?q=secret&conversation=" + said.conversation());
        assertThat(asked.status()).isEqualTo(404);
        assertThat(asked.body().get("code").stringValue()).isEqualTo("not_found");
    }

    @Test
    void allWordsMustBeInOneMessageAndTheLastMayBeABeginning() {
        node.say(anna, bert, "the quick brown fox");
        node.say(anna, bert, "a quick question");

        assertThat(bodies(search(bert, "quick"))).hasSize(2);
        assertThat(bodies(search(bert, "BROWN quick"))).containsExactly("the quick brown fox");
        assertThat(bodies(search(bert, "quick que"))).containsExactly("a quick question");
        assertThat(bodies(search(bert, "que quick"))).isEmpty();
        assertThat(bodies(search(bert, "brown question"))).isEmpty();
    }

    @Test
    void aConversationMayBeChosen() {
        ServerFrame.MsgAck here = node.say(anna, bert, "lunch with you");
        node.say(anna, carla, "lunch with her");

        assertThat(bodies(search(anna, "lunch&conversation=" + here.conversation())))
                .containsExactly("lunch with you");
    }

    @Test
    void whatAnEditSaysIsFoundAndWhatItReplacedIsNot() {
        ServerFrame.MsgAck said = node.say(anna, bert, "at seven");
        say(anna, edit(bert, said, "at eight"));
        say(anna, edit(bert, said, "at nine"));

        for (Person reader : List.of(anna, bert)) {
            JsonNode page = search(reader, "nine");
            assertThat(bodies(page)).containsExactly("at nine");
            assertThat(page.at("/found/0/message/seq").longValue()).isEqualTo(1);
            assertThat(page.at("/found/0/message/kind").stringValue()).isEqualTo("text");
            assertThat(bodies(search(reader, "at"))).containsExactly("at nine");
            assertThat(bodies(search(reader, "seven"))).isEmpty();
            assertThat(bodies(search(reader, "eight"))).isEmpty();
        }
    }

    /** The words of each edit stand in a block that would not be written anew by itself. */
    @Test
    void whatIsTakenBackIsNotFoundAndItsWordsAreKeptNowhere() {
        ServerFrame.MsgAck said = node.say(anna, bert, "zyzzyva one");
        sayMore("something else", 20);
        say(anna, edit(bert, said, "zyzzyva two"));
        sayMore("and more", 20);
        assertThat(bodies(search(bert, "zyzzyva"))).containsExactly("zyzzyva two");

        say(anna, new ClientFrame.MsgUnsend("r", bert.address(), clientId(), said.message()));

        assertThat(bodies(search(anna, "zyzzyva"))).isEmpty();
        assertThat(bodies(search(bert, "zyzzyva"))).isEmpty();
        assertThat(bodies(search(bert, "something"))).hasSize(20).containsOnly("something else");
        assertThat(service.database()
                        .sql("select count(*) from messaging.search_block where words @@ 'zyzzyva'::tsquery")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aReactionIsNotFound() {
        ServerFrame.MsgAck said = node.say(anna, bert, "ok");
        say(bert, new ClientFrame.MsgReact("r", anna.address(), clientId(), said.message(), "👍"));

        assertThat(bodies(search(anna, "ok"))).containsExactly("ok");
    }

    @Test
    void whatWasHiddenIsNotFoundByWhomItWasHiddenFrom() {
        ServerFrame.MsgAck before = node.say(anna, bert, "hello before");
        Blocklists blocklists = new Blocklists(node, service);
        blocklists.blocks(bert, anna);
        node.say(anna, bert, "hello meanwhile");
        say(anna, edit(bert, before, "goodbye before"));
        blocklists.blocks(bert);

        assertThat(bodies(search(bert, "hello"))).containsExactly("hello before");
        assertThat(bodies(search(bert, "goodbye"))).isEmpty();
        assertThat(bodies(search(anna, "hello"))).containsExactly("hello meanwhile");
        assertThat(bodies(search(anna, "goodbye"))).containsExactly("goodbye before");
    }

    /** Several blocks of two conversations that take turns, and pages that end in the middle of each. */
    @Test
    void pagesFollowEachOtherWithoutAGapAndWithoutARepeat() {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            String body = (i % 3 == 0 ? "seldom no. " : "often no. ") + i;
            node.send(anna, StandInNode.text(i % 2 == 0 ? bert : carla, body));
            if (i % 10 == 9) {
                node.awaitMany(anna, ServerFrame.MsgAck.class, each -> true, i + 1);
            }
            said.add(body);
        }

        for (String word : List.of("often", "seldom", "no")) {
            List<String> found = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = search(anna, word + "&limit=7" + next);
                found.addAll(bodies(page));
                next = page.has("next") ? "&next=" + page.get("next").stringValue() : "";
            } while (!next.isEmpty());
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            said.stream().filter(each -> each.contains(word)).toList());
        }
        assertThat(search(anna, "no")
                        .path("found")
                        .valueStream()
                        .map(each -> each.at("/message/at").longValue()))
                .as("newest first")
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource({
        "'', q",
        "?q=, q",
        "?q=%20%3F, q",
        "?q=x&limit=0, limit",
        "?q=x&limit=51, limit",
        "?q=x&next=x, next",
        "?q=x&next=MS4x, next",
    })
    void aWrongParameterIsNamed(String query, String name) {
        Service.Answer answer = ask(anna, query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").stringValue()).isEqualTo("malformed");
        assertThat(answer.body().get("detail").stringValue()).contains("\"" + name + "\"");
    }

    @Test
    void whatIsTooLongOrNoConversationIsMalformed() {
        assertThat(ask(anna, "?q=" + "x".repeat(201)).body().get("detail").stringValue())
                .contains("200");
        assertThat(ask(anna, "?q=x&conversation=dm:0").status()).isEqualTo(400);
        assertThat(ask(anna, "?q=" + URLEncoder.encode("') | ('a':*", StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    /** Where words are written, once they are. */
    private JsonNode search(Person reader, String query) {
        if (written) {
            await("all words")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> service.database()
                            .sql("select count(*) from messaging.conversation where last_seq > indexed_seq")
                            .query(Long.class)
                            .single()
                            .equals(0L));
        }
        Service.Answer answer = ask(reader, "?q=" + query.replace(" ", "%20"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static Service.Answer ask(Person reader, String query) {
        return service.get(reader, "/api/search" + query);
    }

    private static List<String> bodies(JsonNode page) {
        return page.path("found")
                .valueStream()
                .map(each -> each.at("/message/body").stringValue())
                .toList();
    }

    private static void say(Person from, ClientFrame.Sequenced frame) {
        node.send(from, frame);
        node.await(from, ServerFrame.MsgAck.class, ack -> ack.clientId().equals(frame.clientId()));
    }

    private void sayMore(String body, int times) {
        for (int i = 0; i < times; i++) {
            node.say(anna, bert, body);
        }
    }

    private static ClientFrame.MsgEdit edit(Person to, ServerFrame.MsgAck said, @Nullable String body) {
        return new ClientFrame.MsgEdit("r", to.address(), clientId(), said.message(), String.valueOf(body));
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }
}
