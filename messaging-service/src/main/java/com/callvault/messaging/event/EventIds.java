package com.callvault.messaging.event;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.id.Uuids;
import com.callvault.messaging.conversation.MessageIds;
import java.util.UUID;

/** The id of an event is a function of what it says, so that a repeat is seen to be one. */
final class EventIds {
    private EventIds() {}

    static UUID of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Stored stored ->
                MessageIds.of(stored.conversation(), stored.seq()).value();
            case ChatEvent.Delivered delivered ->
                Uuids.named("delivered\n" + delivered.conversation() + "\n"
                        + delivered.by().value() + "\n" + delivered.upTo());
            case ChatEvent.Read read ->
                Uuids.named((Boolean.TRUE.equals(read.quiet()) ? "read quietly\n" : "read\n") + read.conversation()
                        + "\n" + read.by().value() + "\n" + read.upTo());
            case ChatEvent.ConversationSettings settings ->
                Uuids.named("settings\n" + settings.conversation() + "\n"
                        + settings.by().value() + "\n" + settings.at());
        };
    }
}
