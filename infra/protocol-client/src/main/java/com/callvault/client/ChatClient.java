package com.callvault.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of one connection: sends, tells what it has read, and reads over HTTP what it missed. */
public final class ChatClient {
    private static final Duration SENT_AGAIN_AFTER = Duration.ofSeconds(5);
    private static final int PAGE = 200;

    private final ProtocolClient client;

    ChatClient(ProtocolClient client) {
        this.client = client;
    }

    void received(Frame frame) {
        if (frame.is("msg:incoming") || frame.is("msg:ack")) {
            client.device().chats().take(frame.json());
        }
    }

    /** A new text message, to be sent once or more. */
    public ObjectNode text(String to, String body) {
        return text(to, UUID.randomUUID(), body);
    }

    public ObjectNode text(String to, UUID clientId, String body) {
        return Json.frame("msg:send")
                .put("to", to)
                .put("clientId", clientId.toString())
                .put("kind", "text")
                .put("body", body);
    }

    public ObjectNode edit(String to, String message, String body) {
        return change("msg:edit", to, message).put("body", body);
    }

    public ObjectNode unsend(String to, String message) {
        return change("msg:unsend", to, message);
    }

    /** {@code emoji} null: takes the reaction back. */
    public ObjectNode react(String to, String message, @Nullable String emoji) {
        return change("msg:react", to, message).put("emoji", emoji);
    }

    private static ObjectNode change(String type, String to, String message) {
        return Json.frame(type)
                .put("to", to)
                .put("clientId", UUID.randomUUID().toString())
                .put("target", message);
    }

    /** Sends a new text and waits for the answer, error or not. */
    public Frame send(String to, String body) {
        return client.ask(text(to, body));
    }

    public CompletableFuture<Frame> sendLater(String to, String body) {
        return client.request(text(to, body));
    }

    /**
     * Sends as the protocol asks: again with the same {@code clientId}, after 5 s without an answer, or after
     * {@code retryAfterMs} where the answer is to come back later.
     *
     * @return the last answer
     * @throws NotSeen when none of the attempts was answered
     */
    public Frame sendUntilAnswered(ObjectNode message, int attempts) {
        for (int attempt = 1; ; attempt++) {
            try {
                Frame answer = client.ask(message.deepCopy(), SENT_AGAIN_AFTER);
                if (attempt == attempts || !answer.type().equals("error") || !answer.has("retryAfterMs")) {
                    return answer;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(answer.number("retryAfterMs")));
            } catch (NotSeen e) {
                if (attempt == attempts || client.closed().isDone()) {
                    throw e;
                }
            }
        }
    }

    public void delivered(String to, long upTo) {
        client.send(watermark("msg:delivered", to, upTo));
    }

    public void read(String to, long upTo) {
        client.send(watermark("msg:read", to, upTo));
    }

    /** One's own devices are told, and the other is not. */
    public void readQuietly(String to, long upTo) {
        client.send(watermark("msg:read", to, upTo).put("quiet", true));
    }

    private ObjectNode watermark(String type, String to, long upTo) {
        return Json.frame(type)
                .put("conversation", conversation(to))
                .put("to", to)
                .put("upTo", upTo);
    }

    public void typing(String to, boolean on) {
        client.send(Json.frame("msg:typing").put("to", to).put("on", on));
    }

    public String conversation(String with) {
        return Identity.conversation(client.address(), with);
    }

    /** The message of this id, whether it has come or comes yet. Throws {@link NotSeen}. */
    public Frame await(String message, Duration timeout) {
        return client.log()
                .await(
                        frame -> frame.is("msg:incoming")
                                && frame.text("message").equals(message),
                        timeout,
                        "msg:incoming " + message);
    }

    /** The heads of all conversations. */
    public List<JsonNode> heads() {
        var heads = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = client.api()
                    .get("/api/conversations" + (next.isEmpty() ? "" : "?next=" + encoded(next)))
                    .ok();
            page.path("conversations").forEach(heads::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return heads;
    }

    /** Every message of a conversation above a {@code seq}, page by page. */
    public List<JsonNode> history(String conversation, long after) {
        var messages = new ArrayList<JsonNode>();
        boolean more;
        long from = after;
        do {
            var page = page(conversation, "after=" + from, PAGE);
            page.path("messages").forEach(messages::add);
            more = page.path("more").booleanValue(false);
            if (more && page.path("messages").isEmpty()) {
                throw new IllegalStateException("an empty page that says there is more");
            }
            from = messages.isEmpty() ? from : messages.getLast().path("seq").longValue();
        } while (more);
        return messages;
    }

    /** One page: {@code {messages, more}}. */
    public JsonNode page(String conversation, String where, int limit) {
        return client.api()
                .get("/api/conversations/" + encoded(conversation) + "/messages?" + where + "&limit=" + limit)
                .ok();
    }

    /** What a client does after each {@code ready}, on {@code resync} and on a hole: reads what it does not hold. */
    public void sync() {
        var store = client.device().chats();
        for (var head : heads()) {
            var conversation = head.path("conversation").asString("");
            store.clear(conversation, head.path("clearedUpTo").longValue(0));
            long complete = store.completeTo(conversation);
            if (head.path("lastSeq").longValue(0) > complete) {
                history(conversation, complete).forEach(store::take);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
