package com.callvault.messaging.delivery;

import com.callvault.common.event.Origin;
import com.callvault.common.id.Address;
import com.callvault.common.id.NodeId;
import com.callvault.common.id.SessionId;
import com.callvault.common.wire.ServerFrame;
import com.callvault.messaging.conversation.Pair;
import org.jspecify.annotations.Nullable;

/** A frame and whom it is for. */
public sealed interface Post {
    ServerFrame frame();

    /** One connection, which is known without a look-up: an answer, mostly. */
    record ToSession(NodeId node, SessionId session, ServerFrame frame) implements Post {
        public static ToSession answering(Origin origin, ServerFrame frame) {
            return new ToSession(origin.node(), origin.session(), frame);
        }
    }

    /**
     * Every device of both people, but not the connection that caused it.
     *
     * @param fresh whether it is told for the first time: of a repeat nobody is expected to say again that it arrived
     */
    record ToBoth(Pair pair, @Nullable SessionId except, ServerFrame frame, boolean fresh) implements Post {}

    /**
     * Every device of one person, but not the connection that caused it.
     *
     * @param fresh as of {@link ToBoth}
     */
    record ToPerson(Address person, @Nullable SessionId except, ServerFrame frame, boolean fresh) implements Post {}
}
