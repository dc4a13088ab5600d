package com.callvault.messaging.store;

import com.callvault.messaging.message.Placement;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.watermark.Level;
import com.callvault.messaging.watermark.Watermark;
import java.util.List;

/** Where messages are kept. Called by several consumer threads at once, each with conversations of its own. */
public interface ChatStore {

    /**
     * Stores all of it or, when it throws, nothing of it. A repeat changes nothing and has the same outcomes.
     *
     * @return outcomes in the order of what was given, durable when this returns
     * @throws UnstorableException when the store is there and refuses this data for good
     * @throws RuntimeException any other: the store is away, or its answer is not known; try again
     */
    Applied apply(List<Submission> submissions, List<Watermark> watermarks);

    record Applied(List<Placement> placements, List<Level.Outcome> levels) {}
}
