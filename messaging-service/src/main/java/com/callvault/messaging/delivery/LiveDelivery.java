package com.callvault.messaging.delivery;

import java.util.List;

/** Sends frames to whoever is connected. Called by several consumer threads at once. */
public interface LiveDelivery {

    /**
     * Hands the posts to the nodes, in their order for each connection, and returns when the nodes have them or when it has
     * waited long enough: then they are dropped and counted. Never throws for a store that is away.
     */
    void deliver(List<? extends Post> posts);
}
