package com.callvault.messaging.event;

import com.callvault.common.event.ChatEvent;
import java.util.List;

/** Where events are told. Called by several consumer threads at once. */
public interface EventLog {

    /** Gives the events on their way; what they stand for is durable already. They have arrived when they are confirmed. */
    void append(List<ChatEvent> events);

    /**
     * Returns when the broker has all that was appended. Offsets are committed after it.
     *
     * @throws RuntimeException when it does not have some of them; those are on their way again
     */
    void confirm();
}
