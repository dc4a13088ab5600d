/** The service of conversations: stores messages once and in one order, and tells whoever is concerned. */
@NullMarked
package com.callvault.messaging;

import org.jspecify.annotations.NullMarked;
