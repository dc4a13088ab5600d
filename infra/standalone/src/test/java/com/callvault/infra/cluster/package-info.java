@NullMarked
package com.callvault.infra.cluster;

import org.jspecify.annotations.NullMarked;
