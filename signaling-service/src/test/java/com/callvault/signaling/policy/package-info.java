/** The table of policies, rule by rule, and the documents that people send. */
@NullMarked
package com.callvault.signaling.policy;

import org.jspecify.annotations.NullMarked;
