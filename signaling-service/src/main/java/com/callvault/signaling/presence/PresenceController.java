package com.callvault.signaling.presence;

import com.callvault.common.id.Address;
import com.callvault.common.token.Caller;
import com.callvault.signaling.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/presence/{address}} (PROTOCOL, "Presence"). */
@RestController
final class PresenceController {
    private final Policies policies;
    private final Whereabouts whereabouts;

    PresenceController(Policies policies, Whereabouts whereabouts) {
        this.policies = policies;
        this.whereabouts = whereabouts;
    }

    /**
     * @param online absent where the caller may not know
     * @param lastSeen ms since the epoch, to the minute; absent where they are online, where it is not known, and where the caller
     *     may not know
     */
    record Answer(
            Address address,
            @Nullable Boolean online,
            @Nullable Long lastSeen) {}

    /**
     * Whoever may not know has themselves looked up, and is not told: the answer takes the same steps as any other, and how long it
     * takes says nothing of the one who was asked about.
     */
    @GetMapping("/api/presence/{address}")
    Answer of(Caller caller, @PathVariable("address") String address) {
        Address asked = new Address(address);
        boolean tells = policies.tellsPresence(asked, caller.address());
        Whereabouts.Sight sight = whereabouts.of(tells ? asked : caller.address());
        return tells ? new Answer(asked, sight.online(), sight.lastSeen()) : new Answer(asked, null, null);
    }
}
