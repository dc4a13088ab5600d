package com.callvault.messaging.message;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.ClientMessageId;
import com.callvault.messaging.conversation.Pair;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a change of one, that keeps the rules and waits for its place.
 *
 * @param asker who is told what came of it; null for what no client has sent
 * @param content a hash of all that the sender chose, by which a repeat is told from a reuse of the {@code clientId}
 * @param hidden whether the receiver is not to learn what it says: they have blocked the sender
 */
public record Submission(
        Pair pair,
        Address from,
        ClientMessageId clientId,
        @Nullable Asker asker,
        Said said,
        UUID content,
        boolean hidden) {

    /**
     * The connection that has sent it.
     *
     * @param re the {@code id} of its frame
     * @param receivedAtMs when the gateway read it
     */
    public record Asker(Origin origin, @Nullable String re, long receivedAtMs) {}

    public Submission asHidden() {
        return new Submission(pair, from, clientId, asker, said, content, true);
    }

    public Address to() {
        return pair.other(from);
    }

    public boolean fromLower() {
        return pair.isLower(from);
    }

    /** Whether it is about an earlier message: an edit, an unsend, a reaction. */
    public boolean isChange() {
        return said.isChange();
    }
}
