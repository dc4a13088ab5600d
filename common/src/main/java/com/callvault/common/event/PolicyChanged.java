package com.callvault.common.event;

import com.callvault.common.id.Address;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person's policy and blocklist as they stand, on {@link Topics#POLICIES}, keyed by address and compacted: the newest is all
 * there is to know. Whom somebody has blocked is a secret from those who are.
 *
 * @param address whose it is
 * @param revision rises with each change of the policy or the blocklist; what is not above the last one seen is a repeat
 * @param at when it was changed, ms since the epoch
 * @param policy with the server's defaults filled in where the person has set nothing
 * @param blocked everybody whom they have blocked, in the order of the addresses
 * @param deletedAt when they deleted their account, ms since the epoch, with which everything of theirs is to go; else absent.
 *     Nothing follows it for this address
 */
@JsonTypeName("com.callvault.policy.changed.v1")
public record PolicyChanged(
        Address address,
        long revision,
        long at,
        Policy policy,
        List<Address> blocked,
        @Nullable Long deletedAt) implements Event {

    public PolicyChanged {
        Objects.requireNonNull(address);
        Objects.requireNonNull(policy);
        blocked = List.copyOf(blocked);
    }
}
