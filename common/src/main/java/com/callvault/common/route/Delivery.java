package com.callvault.common.route;

import com.callvault.common.id.SessionId;
import com.callvault.common.wire.CloseReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a service asks of a gateway node, on the node's channel. Several stand in one message, a line or two each: frames are
 * JSON without line breaks, so they travel as they are and nobody parses them on the way.
 */
public sealed interface Delivery {

    /** Send {@code frame}, as it is, to these connections of the node; those that are gone are skipped. */
    record Send(List<SessionId> to, String frame) implements Delivery {}

    /** Close a connection, after what was sent to it before. */
    record Close(SessionId session, CloseReason reason) implements Delivery {}

    static String encode(List<? extends Delivery> deliveries) {
        StringBuilder message = new StringBuilder();
        for (Delivery delivery : deliveries) {
            switch (delivery) {
                case Send(List<SessionId> to, String frame) -> {
                    message.append("send");
                    to.forEach(session -> message.append(' ').append(session));
                    message.append('\n').append(frame).append('\n');
                }
                case Close(SessionId session, CloseReason reason) ->
                    message.append("close ")
                            .append(session)
                            .append(' ')
                            .append(reason.name())
                            .append('\n');
            }
        }
        return message.toString();
    }

    /** @throws IllegalArgumentException when it is not such a message */
    static List<Delivery> decode(String message) {
        List<Delivery> deliveries = new ArrayList<>();
        int at = 0;
        while (at < message.length()) {
            int end = lineEnd(message, at);
            String[] words = message.substring(at, end).split(" ");
            at = end + 1;
            if (words[0].equals("send") && words.length > 1) {
                int frameEnd = lineEnd(message, at);
                deliveries.add(new Send(
                        Arrays.stream(words).skip(1).map(SessionId::parse).toList(), message.substring(at, frameEnd)));
                at = frameEnd + 1;
            } else if (words[0].equals("close") && words.length == 3) {
                deliveries.add(new Close(SessionId.parse(words[1]), CloseReason.valueOf(words[2])));
            } else {
                throw new IllegalArgumentException("a delivery is neither send nor close");
            }
        }
        return deliveries;
    }

    private static int lineEnd(String message, int from) {
        int end = message.indexOf('\n', from);
        if (end < 0) {
            throw new IllegalArgumentException("a delivery ends in the middle of a line");
        }
        return end;
    }
}
