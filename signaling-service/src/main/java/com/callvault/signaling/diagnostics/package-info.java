/**
 * What an operator would look at first when something does not work: stores, the way that requests come, versions. Each check is
 * one plain cause and its cure (ADR 29).
 */
@NullMarked
package com.callvault.signaling.diagnostics;

import org.jspecify.annotations.NullMarked;
