package com.callvault.messaging.event;

import com.callvault.common.event.ChatEvent;
import java.util.List;

/** Where events are told. Called by several consumer threads at once. */
public interface EventLog {

    /** Gives the events on their way; what they stand for is durable already. */
    Pending append(List<ChatEvent> events);

    /** Events that are on their way. */
    interface Pending {
        /**
         * Returns when the broker has them all.
         *
         * @throws RuntimeException when it does not have some of them: append them again
         */
        void await();
    }
}
