/**
 * What goes through Kafka: the topics, the commands of clients on their way to the services, and the events that the services
 * tell everybody, as CloudEvents 1.0 in binary mode with a JSON Schema for each type.
 */
@NullMarked
package com.callvault.common.event;

import org.jspecify.annotations.NullMarked;
