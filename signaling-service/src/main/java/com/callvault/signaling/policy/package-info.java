/**
 * What decides whether a call rings: the person's policy, their blocklist and what they say of single contacts. Screening is a
 * pure function; {@code docs/policies.md} is its table. Policies leave on the topic of policies, in the transaction that
 * changes them.
 */
@NullMarked
package com.callvault.signaling.policy;

import org.jspecify.annotations.NullMarked;
