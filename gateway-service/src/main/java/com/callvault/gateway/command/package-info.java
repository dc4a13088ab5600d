/** Frames about calls and chats on their way to Kafka, where the services decide them. */
@NullMarked
package com.callvault.gateway.command;

import org.jspecify.annotations.NullMarked;
