package com.callvault.signaling.call;

import com.callvault.common.id.DeviceId;
import com.callvault.signaling.call.CallInput.Sender;
import com.callvault.signaling.call.CallState.Active;
import com.callvault.signaling.call.CallState.Ended;
import com.callvault.signaling.call.CallState.Known;
import com.callvault.signaling.call.CallState.Ringing;
import org.jspecify.annotations.Nullable;

/** What a sender is to a call. */
enum Who {
    CALLING_DEVICE,
    OTHER_OF_CALLER,
    /** The device of the callee that answered. */
    ANSWERING_DEVICE,
    /** Any device of the callee while nobody has answered; afterwards those that did not. */
    OTHER_OF_CALLEE,
    STRANGER;

    static Who of(Known known, Sender sender) {
        Call call = known.call();
        if (sender.address().equals(call.from()) && sender.peer().equals(call.to())) {
            return sender.device().equals(call.device()) ? CALLING_DEVICE : OTHER_OF_CALLER;
        }
        if (sender.address().equals(call.to()) && sender.peer().equals(call.from())) {
            return sender.device().equals(answered(known)) ? ANSWERING_DEVICE : OTHER_OF_CALLEE;
        }
        return STRANGER;
    }

    /** The device that answered, if one did. */
    static @Nullable DeviceId answered(Known known) {
        return switch (known) {
            case Ringing ringing -> null;
            case Active active -> active.callee().device();
            case Ended ended -> ended.callee() == null ? null : ended.callee().device();
        };
    }
}
