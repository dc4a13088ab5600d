package com.callvault.messaging.block;

import com.callvault.common.id.Address;
import java.util.Collection;
import java.util.Set;

/** Who has blocked whom. Called by several consumer threads at once. */
public interface Blocks {

    /** From one person to another. */
    record Way(Address from, Address to) {}

    /**
     * Those of the ways whose end has blocked their beginning, for a whole batch at once.
     *
     * @throws RuntimeException when the store is away; try again
     */
    Set<Way> among(Collection<Way> ways);
}
