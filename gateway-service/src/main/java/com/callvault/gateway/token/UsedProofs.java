package com.callvault.gateway.token;

import com.callvault.common.id.Address;
import java.util.concurrent.CompletionStage;

/** The ids of proofs that have bought a token. */
interface UsedProofs {
    /** True the first time within the life of a proof; completes exceptionally when the store does not answer. */
    CompletionStage<Boolean> use(Address signer, String jti);
}
