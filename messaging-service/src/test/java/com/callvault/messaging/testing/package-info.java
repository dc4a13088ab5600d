/** What the tests of this service share: the service itself, a stand-in for a gateway node, people, and faults. */
@NullMarked
package com.callvault.messaging.testing;

import org.jspecify.annotations.NullMarked;
