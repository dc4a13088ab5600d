package com.callvault.gateway.presence;

import com.callvault.common.route.Attached;
import com.callvault.common.route.Route;
import com.callvault.gateway.connection.Identity;
import java.util.concurrent.CompletionStage;

/** The routes of people's devices, as presence needs them. Completes exceptionally when the store does not answer. */
public interface RouteBook {
    CompletionStage<Attached> attach(Identity identity, Route route);

    /** False where the route is not, or no longer, this connection's: attach again. */
    CompletionStage<Boolean> renew(Identity identity, Route route);

    CompletionStage<Boolean> detach(Identity identity, Route route);

    /** Has an older connection of a device closed, wherever it is. */
    CompletionStage<Boolean> closeSuperseded(Route older);
}
