package com.callvault.common.route;

import com.callvault.common.id.Address;

/** The keys of one user: hash-tagged, so that a script sees all of them in one slot of a cluster. */
record RouteKeys(
        String routes,
        String rings,
        String over,
        String owed,
        String acked,
        String states,
        String revoked,
        String seen) {
    static RouteKeys of(Address address) {
        String tag = "{" + address.value() + "}";
        return new RouteKeys(
                "route:" + tag,
                "ring:" + tag,
                "over:" + tag,
                "owed:" + tag,
                "acked:" + tag,
                "state:" + tag,
                "revoked:" + tag,
                "seen:" + tag);
    }
}
