package com.callvault.common.event;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The data of one CloudEvent. Its {@code type} is the CloudEvent's type as well and stands in both, so that a value can be
 * understood without its headers. Only members may be added to a version; anything else is a new version.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Event
        permits Command, ChatInput, CallEvent, CallRecord, CallQuality, ChatEvent, PolicyChanged {}
