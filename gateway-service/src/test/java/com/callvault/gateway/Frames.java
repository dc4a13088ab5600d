package com.callvault.gateway;

import com.callvault.common.id.ConversationId;
import com.callvault.common.wire.Json;
import com.callvault.gateway.testing.Person;
import java.util.Map;
import java.util.UUID;

/** Frames of clients. */
final class Frames {
    private Frames() {}

    static String callEnd(Person peer) {
        return Json.write(Map.of(
                "type",
                "call:end",
                "id",
                "r1",
                "call",
                UUID.randomUUID().toString(),
                "peer",
                peer.address().value()));
    }

    static String text(Person to, String body) {
        return Json.write(Map.of(
                "type",
                "msg:send",
                "id",
                "r1",
                "to",
                to.address().value(),
                "clientId",
                UUID.randomUUID().toString(),
                "kind",
                "text",
                "body",
                body));
    }

    static String read(Person to, ConversationId conversation) {
        return Json.write(Map.of(
                "type",
                "msg:read",
                "id",
                "r1",
                "conversation",
                conversation.value(),
                "to",
                to.address().value(),
                "upTo",
                1));
    }

    /** A ping of so many bytes. */
    static String ofBytes(int bytes) {
        String empty = "{\"type\":\"ping\",\"pad\":\"\"}";
        return empty.replace("\"\"}", "\"" + "x".repeat(bytes - empty.length()) + "\"}");
    }
}
