package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.client.ChatClient;
import com.callvault.client.Device;
import com.callvault.client.Frame;
import com.callvault.client.ProtocolClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Messages: stored once, in one order for everybody, there for whoever was away. */
class FirstMessageIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    final People people = new People();

    @Test
    void aMessageReachesEveryOtherDeviceOfBoth() {
        var ana = people.connect();
        var anasPhone = people.connectAnotherDeviceOf(ana);
        var bo = people.connect();
        var bosPhone = people.connectAnotherDeviceOf(bo);

        var ack = ana.chats().send(bo.address(), "Grüße 👋");
        assertThat(ack.type()).isEqualTo("msg:ack");
        assertThat(ack.text("conversation")).isEqualTo(ana.chats().conversation(bo.address()));
        assertThat(ack.number("seq")).isEqualTo(1);
        for (var device : List.of(anasPhone, bo, bosPhone)) {
            var incoming = device.chats().await(ack.text("message"), SOON);
            assertThat(incoming.text("body")).isEqualTo("Grüße 👋");
            assertThat(incoming.text("from")).isEqualTo(ana.address());
            assertThat(incoming.text("to")).isEqualTo(bo.address());
            assertThat(incoming.number("seq")).isEqualTo(1);
            assertThat(incoming.number("at")).isEqualTo(ack.number("at"));
            assertThat(incoming.text("kind")).isEqualTo("text");
        }
        var reply = bo.chats().send(ana.address(), "hello");
        assertThat(reply.number("seq")).isEqualTo(2);
        ana.chats().await(reply.text("message"), SOON);
        assertThat(ana.log().all(frame -> frame.is("msg:incoming")))
                .as("one's own message does not come back to the device that sent it")
                .hasSize(1);
    }

    @Test
    void whoWasAwayHasItAfterReadingWhatIsMissing() {
        var ana = people.connect();
        var bo = people.connect();
        bo.close();
        bo.awaitClosed(SOON);
        var sent = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            sent.add(ana.chats().send(bo.address(), "while you were away " + i).text("message"));
        }
        var back = people.reconnect(bo);
        back.chats().sync();
        assertThat(held(back, ana)).isEqualTo(sent);
        assertThat(back.chats().history(back.chats().conversation(ana.address()), 0))
                .extracting(message -> message.path("body").asString())
                .containsExactly(IntStream.range(0, 5)
                        .mapToObj(i -> "while you were away " + i)
                        .toArray(String[]::new));
    }

    @Test
    void theSameClientIdIsTheSameMessageForEver() {
        var ana = people.connect();
        var bo = people.connect();
        var message = ana.chats().text(bo.address(), UUID.randomUUID(), "once");
        var first = ana.ask(message.deepCopy());
        var again = ana.ask(message.deepCopy());
        var onTheNextConnection = people.reconnect(ana).ask(message.deepCopy());
        for (var ack : List.of(again, onTheNextConnection)) {
            assertThat(ack.type()).isEqualTo("msg:ack");
            assertThat(ack.text("message")).isEqualTo(first.text("message"));
            assertThat(ack.number("seq")).isEqualTo(first.number("seq"));
            assertThat(ack.number("at")).isEqualTo(first.number("at"));
        }
        bo.chats().sync();
        assertThat(bo.chats().history(bo.chats().conversation(ana.address()), 0))
                .hasSize(1);
    }

    @Test
    void theSameClientIdWithOtherContentIsRefused() {
        var ana = people.connect();
        var bo = people.connect();
        var clientId = UUID.randomUUID();
        var first = ana.ask(ana.chats().text(bo.address(), clientId, "one thing"));
        assertThat(first.type()).isEqualTo("msg:ack");
        assertThat(ana.ask(ana.chats().text(bo.address(), clientId, "another")).code())
                .isEqualTo("client_id_reused");
        assertThat(ana.chats().history(first.text("conversation"), 0))
                .extracting(message -> message.path("body").asString())
                .containsExactly("one thing");
    }

    @Test
    void whatTwentySendAtOnceIsNumberedWithoutHolesAndTheSameForEverybody() throws Exception {
        long senders = 20;
        long each = 25;
        var ana = people.connect();
        var bo = people.connect();
        var devices = new ArrayList<ProtocolClient>();
        for (int i = 0; i < senders; i++) {
            devices.add(people.connectAnotherDeviceOf(i % 2 == 0 ? ana : bo));
        }
        var acks = new ConcurrentLinkedQueue<Frame>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sending = devices.stream()
                    .map(device -> CompletableFuture.runAsync(
                            () -> {
                                var to = device.address().equals(ana.address()) ? bo.address() : ana.address();
                                for (int i = 0; i < each; i++) {
                                    acks.add(device.chats()
                                            .sendUntilAnswered(device.chats().text(to, "message " + i), 5));
                                }
                            },
                            threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(sending).get(120, TimeUnit.SECONDS);
        }
        assertThat(acks).extracting(Frame::type).containsOnly("msg:ack");
        assertThat(acks.stream().map(ack -> ack.number("seq")).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, senders * each).boxed().toList());

        var conversation = ana.chats().conversation(bo.address());
        var history = ana.chats().history(conversation, 0);
        assertThat(history.stream().map(message -> message.path("seq").longValue()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, senders * each).boxed().toList());
        assertThat(history.stream().map(message -> message.path("message").asString()))
                .doesNotHaveDuplicates();
        for (var device : List.of(ana, bo)) {
            Awaitility.await("every message arrives live")
                    .atMost(SOON)
                    .until(() -> device.device().chats().completeTo(conversation) == senders * each);
        }
        assertThat(held(ana, bo)).isEqualTo(held(bo, ana));
    }

    @Test
    void watermarksReachTheOtherAndOnesOwnDevicesAndStandInTheHeads() {
        var ana = people.connect();
        var bo = people.connect();
        var bosPhone = people.connectAnotherDeviceOf(bo);
        for (int i = 0; i < 3; i++) {
            ana.chats().send(bo.address(), "message " + i);
        }
        bo.chats().delivered(ana.address(), 3);
        for (var device : List.of(ana, bosPhone)) {
            assertMark(device, "msg:delivered", ana, bo, 3);
        }
        bo.chats().read(ana.address(), 2);
        for (var device : List.of(ana, bosPhone)) {
            assertMark(device, "msg:read", ana, bo, 2);
        }
        var anasHead = head(ana, bo);
        assertThat(anasHead.path("peerDeliveredUpTo").longValue(-1)).isEqualTo(3);
        assertThat(anasHead.path("peerReadUpTo").longValue(-1)).isEqualTo(2);
        assertThat(head(bo, ana).path("readUpTo").longValue(-1)).isEqualTo(2);
    }

    @Test
    void aWatermarkNeverFalls() {
        var ana = people.connect();
        var bo = people.connect();
        for (int i = 0; i < 3; i++) {
            ana.chats().send(bo.address(), "message " + i);
        }
        bo.chats().read(ana.address(), 3);
        assertMark(ana, "msg:read", ana, bo, 3);
        bo.chats().read(ana.address(), 1);
        // What bo says next is handled after that, since one conversation is one line of commands.
        var after = bo.chats().send(ana.address(), "afterwards");
        ana.chats().await(after.text("message"), SOON);
        assertThat(head(ana, bo).path("peerReadUpTo").longValue(-1)).isEqualTo(3);
    }

    @Test
    void typingIsSeenAndNotStored() {
        var ana = people.connect();
        var bo = people.connect();
        ana.chats().typing(bo.address(), true);
        var typing = bo.log().await("msg:typing", SOON);
        assertThat(typing.text("by")).isEqualTo(ana.address());
        assertThat(typing.flag("on")).isTrue();
        ana.chats().typing(bo.address(), false);
        bo.log().await(frame -> frame.is("msg:typing") && !frame.flag("on"), SOON, "the end of the typing");
        assertThat(bo.chats().heads()).isEmpty();
    }

    @Test
    void headsNameEveryConversationWithItsLastMessage() {
        var ana = people.connect();
        var bo = people.connect();
        var cy = people.connect();
        ana.chats().send(bo.address(), "to bo");
        ana.chats().send(bo.address(), "to bo again");
        cy.chats().send(ana.address(), "from cy");
        assertThat(ana.chats().heads()).hasSize(2);
        var withBo = head(ana, bo);
        assertThat(withBo.path("lastSeq").longValue()).isEqualTo(2);
        assertThat(withBo.path("last").path("body").asString()).isEqualTo("to bo again");
        assertThat(head(ana, cy).path("last").path("from").asString()).isEqualTo(cy.address());
    }

    @Test
    void historyIsPagedInBothDirections() {
        var ana = people.connect();
        var bo = people.connect();
        for (int i = 1; i <= 25; i++) {
            ana.chats().send(bo.address(), "message " + i);
        }
        var chats = bo.chats();
        var conversation = chats.conversation(ana.address());
        assertPage(chats, conversation, "after=0", 10, LongStream.rangeClosed(1, 10), true);
        assertPage(chats, conversation, "after=20", 10, LongStream.rangeClosed(21, 25), false);
        assertPage(chats, conversation, "after=25", 10, LongStream.empty(), false);
        var before = chats.page(conversation, "before=16", 10);
        assertThat(before.path("messages")
                        .valueStream()
                        .map(message -> message.path("seq").longValue())
                        .sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(6, 15).boxed().toList());
        assertThat(before.path("more").booleanValue(false)).isTrue();
    }

    @Test
    void nobodyElseReadsAConversation() {
        var ana = people.connect();
        var bo = people.connect();
        var eve = people.connect();
        var ack = ana.chats().send(bo.address(), "between us");
        var answer = eve.api().get("/api/conversations/" + ack.text("conversation") + "/messages?after=0&limit=200");
        assertThat(answer.status()).isIn(403, 404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.code()).isIn("not_a_member", "not_found");
        assertThat(eve.chats().heads()).isEmpty();
    }

    @Test
    void whoHasNeverBeenHereCanBeWrittenTo() {
        var ana = people.connect();
        var later = Device.create();
        var ack = ana.chats().send(later.address(), "for when you come");
        assertThat(ack.type()).isEqualTo("msg:ack");
        var bo = people.connect(later);
        bo.chats().sync();
        assertThat(held(bo, ana)).containsExactly(ack.text("message"));
    }

    private static void assertPage(
            ChatClient chats, String conversation, String where, int limit, LongStream seqs, boolean more) {
        var page = chats.page(conversation, where, limit);
        assertThat(page.path("messages")
                        .valueStream()
                        .map(message -> message.path("seq").longValue()))
                .as(where)
                .containsExactlyElementsOf(seqs.boxed().toList());
        assertThat(page.path("more").booleanValue(!more)).as("more of " + where).isEqualTo(more);
    }

    private static void assertMark(
            ProtocolClient device, String type, ProtocolClient sender, ProtocolClient reader, long upTo) {
        var mark = device.log()
                .await(frame -> frame.is(type) && frame.number("upTo") == upTo, SOON, type + " up to " + upTo);
        assertThat(mark.text("by")).isEqualTo(reader.address());
        assertThat(mark.text("conversation")).isEqualTo(sender.chats().conversation(reader.address()));
    }

    private static JsonNode head(ProtocolClient somebody, ProtocolClient with) {
        var conversation = somebody.chats().conversation(with.address());
        var heads = somebody.chats().heads().stream()
                .filter(head -> head.path("conversation").asString("").equals(conversation))
                .toList();
        assertThat(heads).as("heads of the conversation").hasSize(1);
        assertThat(heads.getFirst().path("peer").asString()).isEqualTo(with.address());
        return heads.getFirst();
    }

    private static List<String> held(ProtocolClient somebody, ProtocolClient with) {
        return List.copyOf(somebody.device()
                .chats()
                .conversation(somebody.chats().conversation(with.address()))
                .values());
    }
}
