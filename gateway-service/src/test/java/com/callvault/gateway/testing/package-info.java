/** What tests of the gateway have in common: nodes, people, clients, and a proxy that breaks connections. */
@NullMarked
package com.callvault.gateway.testing;

import org.jspecify.annotations.NullMarked;
