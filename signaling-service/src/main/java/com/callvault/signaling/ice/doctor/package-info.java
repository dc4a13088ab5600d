/**
 * Finds out why calls have no sound before anybody calls: asks STUN and TURN servers for real, and names what is wrong and what
 * helps.
 */
@NullMarked
package com.callvault.signaling.ice.doctor;

import org.jspecify.annotations.NullMarked;
