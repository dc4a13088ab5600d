package com.callvault.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One run of one gateway: its configured name, a dot, and an id made at boot ({@code gw-1.k3v9}). A node that starts again is
 * another one, so that nothing addressed to the dead reaches the living.
 */
public record NodeId(@JsonValue String value) {
    @JsonCreator
    public NodeId {
        if (!value.matches("[A-Za-z0-9-]{1,40}\\.[A-Za-z0-9]{1,20}")) {
            throw new IllegalArgumentException("a node is NAME.BOOT of letters, digits and hyphens, not: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
