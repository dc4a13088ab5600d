package com.callvault.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.ClientMessageId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.id.MessageId;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.testing.TestIdentity;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.Pair;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {
    private final Address anna = TestIdentity.number(1).address();
    private final Address bert = TestIdentity.number(2).address();
    private final Pair pair = Pair.of(anna, bert);

    @Test
    void anOrdinaryMessageIsAccepted() {
        Submission submission = accepted(text("grüße"));

        assertThat(submission.pair()).isEqualTo(pair);
        assertThat(submission.said().bodyBytes()).isEqualTo(7);
        assertThat(submission.said().replyToSeq()).isZero();
        assertThat(submission.fromLower()).isEqualTo(pair.isLower(anna));
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageKind.class,
            names = {"TEXT", "IMAGE", "VOICE", "VIDEO", "FILE"})
    void everyKindThatAClientMaySendIsTaken(MessageKind kind) {
        assertThat(accepted(frame(kind, "a caption", null, null)).said().kind()).isEqualTo(kind);
    }

    @Test
    void toOneselfIsRefused() {
        refused(new ClientFrame.MsgSend("r", anna, clientId(), MessageKind.TEXT, "x", null, null), ErrorCode.SELF_CALL);
    }

    @Test
    void anEmptyBodyIsRefused() {
        refused(text(""), ErrorCode.EMPTY_MESSAGE);
        refused(frame(MessageKind.TEXT, "", List.of(), null), ErrorCode.EMPTY_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "€", "😀"})
    void theLimitCountsBytesOfUtf8(String character) {
        int each = character.getBytes(StandardCharsets.UTF_8).length;
        String most = character.repeat(16384 / each) + "x".repeat(16384 % each);

        assertThat(accepted(text(most)).said().bodyBytes()).isEqualTo(16384);
        refused(text(most + "x"), ErrorCode.MESSAGE_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud83d", "\ud83dx", "x\ude00", "\ude00\ud83d"})
    void whatCannotBeKeptAsTextIsRefused(String body) {
        refused(text(body), ErrorCode.MALFORMED);
    }

    @Test
    void bytesAreCountedAsTheyAreMade() {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j >= 0; j--) {
                int point = 1 + random.nextInt(Character.MAX_CODE_POINT);
                if (Character.getType(point) != Character.SURROGATE) {
                    text.appendCodePoint(point);
                }
            }
            assertThat(Utf8.length(text.toString())).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void anAttachmentThatNobodyCanHaveUploadedIsRefused() {
        refused(frame(MessageKind.IMAGE, "look", List.of("file"), null), ErrorCode.BAD_ATTACHMENT);
    }

    @Test
    void anAnswerKnowsThePlaceOfItsQuestion() {
        assertThat(accepted(frame(MessageKind.TEXT, "yes", null, MessageIds.of(pair.conversation(), 12)))
                        .said()
                        .replyToSeq())
                .isEqualTo(12);
    }

    @Test
    void anAnswerToAnotherConversationIsRefused() {
        Pair other = Pair.of(anna, TestIdentity.number(3).address());

        refused(
                frame(MessageKind.TEXT, "yes", null, MessageIds.of(other.conversation(), 12)),
                ErrorCode.NO_SUCH_MESSAGE);
    }

    @Test
    void everyPartThatTheSenderChoseIsInTheHash() {
        ClientFrame.MsgSend frame = text("x");
        UUID hash = accepted(frame).content();

        assertThat(accepted(text("x")).content())
                .as("the clientId is no content")
                .isEqualTo(hash);
        assertThat(accepted(text("y")).content()).isNotEqualTo(hash);
        assertThat(accepted(frame(MessageKind.VOICE, "x", null, null)).content())
                .isNotEqualTo(hash);
        assertThat(accepted(frame(MessageKind.TEXT, "x", null, MessageIds.of(pair.conversation(), 1)))
                        .content())
                .isNotEqualTo(hash);
        assertThat(accepted(frame(MessageKind.TEXT, "x", List.of(), null)).content())
                .as("no attachments are none")
                .isEqualTo(hash);
    }

    private Submission accepted(ClientFrame.MsgSend frame) {
        Checked<Submission> checked = MessageRules.check(origin(), 1, frame);
        assertThat(checked).isInstanceOf(Checked.Accepted.class);
        return ((Checked.Accepted<Submission>) checked).value();
    }

    private void refused(ClientFrame.MsgSend frame, ErrorCode code) {
        assertThat(MessageRules.check(origin(), 1, frame))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Origin origin() {
        return new Origin(anna, new DeviceId(new UUID(0, 1)), new SessionId(new UUID(0, 2)), new NodeId("gw-1.a"));
    }

    private ClientFrame.MsgSend text(String body) {
        return frame(MessageKind.TEXT, body, null, null);
    }

    private ClientFrame.MsgSend frame(
            MessageKind kind, String body, @Nullable List<String> attachments, @Nullable MessageId replyTo) {
        return new ClientFrame.MsgSend("r", bert, clientId(), kind, body, attachments, replyTo);
    }

    private static ClientMessageId clientId() {
        return new ClientMessageId(UUID.randomUUID());
    }
}
