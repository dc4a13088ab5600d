package com.callvault.gateway.command;

import com.callvault.common.event.Command;
import com.callvault.common.id.ConversationId;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The durable log of commands. Those with one key that are appended by one thread stay in order. The stage completes, within
 * the log's own time, when the command is stored for good, or exceptionally; it may have been stored even then.
 */
public interface CommandLog {
    CompletionStage<Void> append(ConversationId key, UUID id, Instant time, Command command);
}
