package com.callvault.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * Two people's, as the checker has put it together.
 *
 * @param written in the order in which it was written
 * @param places what each place is by the first who told of it
 * @param server what its history holds
 */
record Conversation(int pair, List<Member> members, List<Written> written, Holding places, Holding server) {

    /** A device of one of the two, and what it holds. */
    record Member(int device, int person, int pair, Holding holding, Presence presence) {
        String where() {
            return "device " + device;
        }
    }

    static Conversation of(int pair) {
        return new Conversation(pair, new ArrayList<>(), new ArrayList<>(), new Holding(), new Holding());
    }

    Member join(int device, int person) {
        var member = new Member(device, person, pair, new Holding(), new Presence());
        members.add(member);
        return member;
    }
}
