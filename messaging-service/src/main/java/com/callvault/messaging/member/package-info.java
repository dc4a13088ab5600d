/**
 * What a conversation is for one of its two people, on all their devices: muted, archived, or cleared, and what is erased for good
 * when both have cleared it, or when one of them has deleted their account.
 */
@NullMarked
package com.callvault.messaging.member;

import org.jspecify.annotations.NullMarked;
