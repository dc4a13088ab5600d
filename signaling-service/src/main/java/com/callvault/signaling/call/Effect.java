package com.callvault.signaling.call;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.CallQuality;
import com.callvault.common.event.CallRecord;
import com.callvault.common.event.MissedCall;
import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.ConversationId;
import com.callvault.common.id.DeviceId;
import com.callvault.common.wire.ServerFrame;
import java.util.UUID;

/** What follows from a step. Those that can be lost are written in the step's transaction and repeated until they are done. */
public sealed interface Effect {

    /** A frame that is owed to one device until it acknowledges it. */
    record Send(Address address, DeviceId device, ServerFrame.CallNotice frame) implements Effect {}

    /** Owe the ring to everybody of the callee, and deliver it to who has not heard. */
    record Ring() implements Effect {}

    /** End the ring for everybody who takes no part. */
    record Settle() implements Effect {}

    /** Keep on Redis what the devices that take part need after a reload. */
    record Remember() implements Effect {}

    /** A device has everything up to {@code n}: it is owed no more. */
    record Forget(Address address, DeviceId device, long n) implements Effect {}

    /** The device takes part in this call and in no other. */
    record Engage(Address address, DeviceId device) implements Effect {}

    record Release(Address address, DeviceId device) implements Effect {}

    /** End the call that this one replaces, in the same transaction. */
    record Replace(CallId call, Address by) implements Effect {}

    /** Tell the callee that this call, which lives, is theirs as well, in the same transaction. */
    record Cross(CallId call) implements Effect {}

    /** End the call that this one takes in, in the same transaction. */
    record Merge(CallId call) implements Effect {}

    record Publish(CallEvent event) implements Effect {}

    /** The one record of the call. */
    record Conclude(CallRecord record) implements Effect {}

    /** What it leaves in the conversation of the two. */
    record Leave(MissedCall missed) implements Effect {
        ConversationId conversation() {
            return ConversationId.between(missed.from(), missed.to());
        }
    }

    record Measure(UUID command, CallQuality quality) implements Effect {}
}
