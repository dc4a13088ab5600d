package com.callvault.common.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a call is made with. A voice call may turn its camera on later; this is how it rings. */
public enum MediaKind {
    @JsonProperty("audio")
    AUDIO,
    @JsonProperty("video")
    VIDEO
}
