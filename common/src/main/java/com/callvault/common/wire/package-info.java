/**
 * What a client and the server say to each other on {@code /ws}: every frame, error code and close code, each declared once.
 * The AsyncAPI document and the schemas are generated from here; golden files hold the Java and TypeScript sides together.
 */
@NullMarked
package com.callvault.common.wire;

import org.jspecify.annotations.NullMarked;
