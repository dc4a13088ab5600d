package com.callvault.messaging.store;

import com.callvault.common.id.Address;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.MessageKind;
import com.callvault.messaging.message.ChangeRules;
import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.message.Target;
import com.callvault.messaging.store.JdbcChatStore.Place;
import com.callvault.messaging.store.JdbcChatStore.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a batch take their places one after the other, each in view of those before it: of what is stored and of what
 * this transaction is about to store. Confined to one transaction.
 */
final class Placing {
    private final ChangeRules changes;
    private final Map<Sent, Placement.Earlier> earlier;
    private final Set<Address> departed;
    private final Map<Place, Target> targets;
    private final long nowMs;
    private final MessageRows rows;
    private final List<Place> takenBack = new ArrayList<>();

    Placing(
            ChangeRules changes,
            Map<Sent, Placement.Earlier> stored,
            Set<Address> departed,
            Map<Place, Target> targets,
            int most,
            long nowMs) {
        this.changes = changes;
        this.earlier = new HashMap<>(stored);
        this.departed = departed;
        this.targets = new HashMap<>(targets);
        this.rows = new MessageRows(most);
        this.nowMs = nowMs;
    }

    /** @param conversation null where there is none, and will be none: one of the two has deleted their account */
    Placement place(@Nullable LockedConversation conversation, Submission submission) {
        if (conversation == null) {
            return new Placement.Refused(ErrorCode.ACCOUNT_DELETED);
        }
        Sent sent = Sent.of(submission, conversation.key());
        Place about = new Place(conversation.key(), submission.said().targetSeq());
        Target target = submission.isChange() ? targets.get(about) : null;
        Placement.Earlier before = earlier.get(sent);
        if (before == null && !submission.pair().isNoneOf(departed)) {
            return new Placement.Refused(ErrorCode.ACCOUNT_DELETED);
        }
        if (before == null && submission.isChange()) {
            ErrorCode refused = changes.refusal(submission.said().kind(), submission.fromLower(), target, nowMs);
            if (refused != null) {
                return new Placement.Refused(refused);
            }
        }
        Placement placement = conversation
                .sequence()
                .place(
                        submission.content(),
                        submission.said().replyToSeq(),
                        before,
                        submission.hidden() || (target != null && target.hidden()),
                        nowMs);
        if (placement instanceof Placement.Placed placed && placed.fresh()) {
            earlier.put(
                    sent,
                    new Placement.Earlier(placed.seq(), placed.atMs(), submission.content(), placed.hidden(), false));
            rows.add(conversation.key(), placed, submission);
            remember(conversation, submission, placed, about, target);
        }
        return placement;
    }

    private void remember(
            LockedConversation conversation,
            Submission submission,
            Placement.Placed placed,
            Place about,
            @Nullable Target target) {
        MessageKind kind = submission.said().kind();
        targets.put(
                new Place(conversation.key(), placed.seq()),
                new Target(kind, submission.fromLower(), placed.atMs(), false, placed.hidden()));
        if (kind == MessageKind.UNSEND && target != null) {
            targets.put(about, target.asTakenBack());
            takenBack.add(about);
        }
    }

    MessageRows rows() {
        return rows;
    }

    /** Whose words are to be gone. */
    List<Place> takenBack() {
        return takenBack;
    }
}
