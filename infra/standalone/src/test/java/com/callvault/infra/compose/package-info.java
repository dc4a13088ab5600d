/** {@code docker-compose.yml} and what belongs to it, checked on machines that have no engine. */
@NullMarked
package com.callvault.infra.compose;

import org.jspecify.annotations.NullMarked;
