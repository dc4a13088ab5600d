/** Contacts: whom somebody knows, which decides how a caller is presented. */
@NullMarked
package com.callvault.signaling.contact;

import org.jspecify.annotations.NullMarked;
