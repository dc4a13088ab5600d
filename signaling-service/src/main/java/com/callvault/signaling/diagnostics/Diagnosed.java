package com.callvault.signaling.diagnostics;

import java.util.List;

/** A part that can say whether it is well. */
public interface Diagnosed {
    /** Blocks, for some seconds where something does not answer. */
    List<Check> checks();
}
