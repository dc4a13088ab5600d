package com.callvault.common.event;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.id.DeviceId;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a device says that ICE and media did, on {@link Topics#CALLS_QUALITY}, keyed by call.
 *
 * @param at when the report was taken in, ms since the epoch
 * @param event the report's own name ({@code gathered}, {@code connected}, {@code media}, {@code failed}, {@code summary})
 * @param details the report's other members, as the device sent them
 */
@JsonTypeName("com.callvault.call.quality.v1")
public record CallQuality(
        CallId call, Address address, DeviceId device, long at, String event, Map<String, JsonNode> details)
        implements Event {}
