package com.callvault.messaging.conversation;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import java.util.Set;

/**
 * Two different people and the conversation that is theirs. The lower address in ASCII order comes first, so that one bit
 * says in the database which of the two is meant.
 */
public record Pair(ConversationId conversation, Address lower, Address higher) {

    public Pair {
        if (lower.compareTo(higher) >= 0) {
            throw new IllegalArgumentException("a pair is two people, the lower address first");
        }
    }

    public static Pair of(Address one, Address other) {
        boolean ordered = one.compareTo(other) < 0;
        return new Pair(ConversationId.between(one, other), ordered ? one : other, ordered ? other : one);
    }

    /** Whether neither of the two is among these. */
    public boolean isNoneOf(Set<Address> people) {
        return !people.contains(lower) && !people.contains(higher);
    }

    public boolean isLower(Address member) {
        return lower.equals(member);
    }

    public Address member(boolean isLower) {
        return isLower ? lower : higher;
    }

    public Address other(Address member) {
        return member(!isLower(member));
    }
}
