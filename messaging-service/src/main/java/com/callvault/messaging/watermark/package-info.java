/**
 * How far somebody has come in a conversation: what has arrived at a device, what a person has seen. A watermark stands for
 * all receipts below it, so it may be raised by leaps and never has to be kept one by one. Pure.
 */
@NullMarked
package com.callvault.messaging.watermark;

import org.jspecify.annotations.NullMarked;
