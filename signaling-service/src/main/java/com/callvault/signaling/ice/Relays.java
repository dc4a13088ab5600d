package com.callvault.signaling.ice;

import com.callvault.common.id.Address;
import java.time.Instant;
import java.util.List;

/** Where the TURN servers and somebody's credentials for them come from: the port to a provider. */
interface Relays {
    /** Enough to tell people apart in a TURN server's quota, too little to call them. */
    int PERSON_CHARACTERS = 16;

    /**
     * May block for a provider, for 2 s.
     *
     * @param label tells apart, in a server's quota and log, for whom it is: {@link #labelOf}, or the doctor
     * @param expiresAt from when on no relay may be asked for with these credentials; counts in whole seconds
     * @return the preferred ones first; none where there are none now, which the provider's adapter has counted and logged
     */
    List<IceServer> of(String label, Instant expiresAt);

    static String labelOf(Address person) {
        String key = person.value().substring(person.value().indexOf(':') + 1);
        return key.substring(0, PERSON_CHARACTERS);
    }
}
