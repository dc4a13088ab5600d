/** {@code docker-compose.yml}, coturn's configuration and what belongs to them, checked on machines that have no engine. */
@NullMarked
package com.callvault.infra.compose;

import org.jspecify.annotations.NullMarked;
