package com.callvault.signaling.timer;

import com.callvault.signaling.call.CallInput;
import com.callvault.signaling.call.CallState;

/** Whether the two devices of a call are connected anywhere. Blocks for one round trip; never throws. */
public interface Presence {
    CallInput.Looked look(CallState.Active active);
}
