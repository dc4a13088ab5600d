package com.callvault.common.route;

/** What became of a route that its connection wants to keep. */
public enum Renewal {
    KEPT,
    /** It is not, or no longer, this connection's: attach again. */
    LOST,
    /** Its device was removed by its owner: close it. */
    REVOKED
}
