/**
 * What people and their devices sign: compact JWS (RFC 7515) by Ed25519 (RFC 8037), whose key is the signer's address, and the
 * seven things that are signed, each with a type of its own so that none can stand for another (PROTOCOL, "Conventions").
 */
@NullMarked
package com.callvault.common.jws;

import org.jspecify.annotations.NullMarked;
