package com.callvault.messaging.delivery;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.route.Route;
import com.callvault.common.wire.ServerFrame;

/** Is told which message went to which device of its receiver. Called on consumer threads; must not wait. */
public interface DeliveryWatch {
    void delivered(Address receiver, DeviceId device, Route route, ServerFrame.MsgIncoming message);
}
