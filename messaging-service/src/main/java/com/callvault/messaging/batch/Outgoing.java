package com.callvault.messaging.batch;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.Origin;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.MessageId;
import com.callvault.common.id.SessionId;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.messaging.conversation.MessageIds;
import com.callvault.messaging.conversation.MissedCalls;
import com.callvault.messaging.delivery.Post;
import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.typing.Typing;
import com.callvault.messaging.watermark.Level;
import com.callvault.messaging.watermark.Watermark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stored batch has to tell. A function of the commands and their outcomes alone, so that a batch that comes again tells
 * the same again.
 */
final class Outgoing {
    private final List<Post> posts = new ArrayList<>();
    private final List<ChatEvent> events = new ArrayList<>();
    private final Map<Raised, Risen> watermarks = new LinkedHashMap<>();

    /** A watermark of a person; all that a batch says of it is told once, by its highest. */
    private record Raised(ConversationId conversation, boolean byLower, Watermark.Kind kind) {}

    /** @param unseen whether the other has blocked who raised it, and is not told */
    private record Risen(Watermark watermark, Level.Outcome.Stands stands, boolean unseen) {}

    void message(Submission submission, Placement.Placed placed) {
        var said = submission.said();
        var conversation = submission.pair().conversation();
        Submission.Asker asker = submission.asker();
        SessionId session = asker == null ? null : asker.origin().session();
        MessageId message = MessageIds.of(conversation, placed.seq());
        MessageId target = submission.isChange() ? MessageIds.of(conversation, said.targetSeq()) : null;
        events.add(new ChatEvent.Stored(
                conversation,
                message,
                placed.seq(),
                submission.from(),
                submission.to(),
                said.kind(),
                List.of(),
                said.bodyBytes(),
                placed.atMs(),
                target,
                placed.hidden() ? Boolean.TRUE : null));
        if (asker != null) {
            posts.add(Post.ToSession.answering(
                    asker.origin(),
                    new ServerFrame.MsgAck(
                            asker.re(), submission.clientId(), message, conversation, placed.seq(), placed.atMs())));
        }
        String body = placed.gone() ? null : said.body();
        var incoming = new ServerFrame.MsgIncoming(
                message,
                conversation,
                placed.seq(),
                submission.from(),
                submission.to(),
                submission.clientId(),
                said.kind(),
                MissedCalls.words(said.kind(), body),
                List.of(),
                said.replyToSeq() == 0 ? null : MessageIds.of(conversation, said.replyToSeq()),
                target,
                MissedCalls.media(said.kind(), body),
                placed.atMs());
        if (placed.hidden()) {
            posts.add(new Post.ToPerson(submission.from(), session, incoming, false));
            posts.add(new Post.ToPerson(submission.to(), null, incoming.hidden(), placed.fresh()));
        } else {
            posts.add(new Post.ToBoth(submission.pair(), session, incoming, placed.fresh()));
        }
    }

    void watermark(Watermark watermark, Level.Outcome.Stands stands, boolean unseen) {
        watermarks.put(
                new Raised(watermark.pair().conversation(), watermark.byLower(), watermark.kind()),
                new Risen(watermark, stands, unseen));
    }

    void typing(Typing typing) {
        posts.add(new Post.ToPerson(
                typing.frame().to(),
                null,
                new ServerFrame.MsgTyping(
                        typing.pair().conversation(),
                        typing.origin().address(),
                        typing.frame().on()),
                false));
    }

    /** To a request that has no answer of its own; one without an {@code id} wants none. */
    void ok(Origin origin, @Nullable String id) {
        if (id != null) {
            posts.add(Post.ToSession.answering(origin, new ServerFrame.Ok(id, null)));
        }
    }

    void refused(Origin origin, @Nullable String id, ErrorCode code, String advice) {
        posts.add(Post.ToSession.answering(origin, ServerFrame.Refused.of(new WireException(code, advice, id))));
    }

    List<Post> posts() {
        List<Post> all = new ArrayList<>(posts);
        watermarks.values().forEach(risen -> all.add(post(risen)));
        return all;
    }

    List<ChatEvent> events() {
        List<ChatEvent> all = new ArrayList<>(events);
        watermarks.values().forEach(risen -> all.add(event(risen)));
        return all;
    }

    private static Post post(Risen risen) {
        Watermark watermark = risen.watermark();
        var conversation = watermark.pair().conversation();
        var by = watermark.origin().address();
        long upTo = risen.stands().upTo();
        long at = risen.stands().atMs();
        ServerFrame frame = switch (watermark.kind()) {
            case DELIVERED -> new ServerFrame.MsgDelivered(conversation, by, upTo, at);
            case READ, READ_QUIETLY -> new ServerFrame.MsgRead(conversation, by, upTo, at);
        };
        SessionId session = watermark.origin().session();
        return risen.unseen() || watermark.kind() == Watermark.Kind.READ_QUIETLY
                ? new Post.ToPerson(by, session, frame, false)
                : new Post.ToBoth(watermark.pair(), session, frame, false);
    }

    private static ChatEvent event(Risen risen) {
        Watermark watermark = risen.watermark();
        var conversation = watermark.pair().conversation();
        var by = watermark.origin().address();
        long upTo = risen.stands().upTo();
        long at = risen.stands().atMs();
        return switch (watermark.kind()) {
            case DELIVERED -> new ChatEvent.Delivered(conversation, by, upTo, at);
            case READ -> new ChatEvent.Read(conversation, by, upTo, at, null);
            case READ_QUIETLY -> new ChatEvent.Read(conversation, by, upTo, at, true);
        };
    }
}
