/** How a person deletes their account with everything in it (PROTOCOL, "Deleting the account"; ADR 0023). */
@NullMarked
package com.callvault.signaling.account;

import org.jspecify.annotations.NullMarked;
