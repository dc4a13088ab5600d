@NullMarked
package com.callvault.signaling.ice.doctor;

import org.jspecify.annotations.NullMarked;
