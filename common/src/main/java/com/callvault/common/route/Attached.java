package com.callvault.common.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an attach. */
public sealed interface Attached {

    /**
     * The route is this connection's.
     *
     * @param previous the connection that had it before, to be closed; null where there was none or it was this one
     * @param owed the frames owed to this device, as JSON, in the order in which they must go out, before anything live
     */
    record Accepted(@Nullable Route previous, List<String> owed) implements Attached {}

    /** The device has a newer connection, or another one with the same number. Nothing was changed. */
    record Superseded(Route current) implements Attached {}

    /** The owner has removed the device. Nothing was changed. */
    record Revoked() implements Attached {}

    /** The account was deleted, with every device. Nothing was changed. */
    record Deleted() implements Attached {}
}
