package com.callvault.common.jws;

import com.callvault.common.id.Address;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has signed, proven.
 *
 * @param signer the person, be it by the address's own key or by a device key
 * @param claims the members that are signed
 * @param hash base64url SHA-256 of the compact form
 * @param cert the device key's certificate; null when the address's own key signed
 */
public record VerifiedJws(
        Address signer,
        Claims claims,
        String hash,
        @Nullable DeviceCertificate cert) {}
