/** Keeps the published contracts true: golden files, JSON Schemas and the AsyncAPI document against the types in {@code wire} and {@code event}. */
@NullMarked
package com.callvault.common.contract;

import org.jspecify.annotations.NullMarked;
