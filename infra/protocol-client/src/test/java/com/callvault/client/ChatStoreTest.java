package com.callvault.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ChatStoreTest {
    private final ChatStore store = new ChatStore();

    @Test
    void whatWasDeletedIsNotMissingAndDoesNotComeBack() {
        store.take(message(1));
        store.take(message(2));

        store.clear("dm:x", 5);
        store.take(message(3));
        store.take(message(6));

        assertThat(store.conversation("dm:x").keySet()).containsExactly(6L);
        assertThat(store.completeTo("dm:x")).isEqualTo(6);
        store.take(message(8));
        assertThat(store.completeTo("dm:x")).as("a hole above it is one").isEqualTo(6);
    }

    private static ObjectNode message(long seq) {
        return Json.frame("msg:incoming")
                .put("conversation", "dm:x")
                .put("message", "m" + seq)
                .put("seq", seq);
    }
}
