/** What is plain HTTP: health, the web client's files with their security headers, and every error as problem+json. */
@NullMarked
package com.callvault.gateway.web;

import org.jspecify.annotations.NullMarked;
