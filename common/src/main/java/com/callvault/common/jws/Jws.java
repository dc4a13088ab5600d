package com.callvault.common.jws;

import com.callvault.common.id.Address;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;

/** Verifies what people sign. Thread-safe; 0.15 ms, or twice that with a device key. */
public final class Jws {
    private Jws() {}

    /**
     * @throws WireException {@code malformed}, {@code bad_address} (its {@code kid} is none), {@code bad_signature} (not by
     *     that address, or not for this purpose), {@code revoked}
     */
    public static VerifiedJws verify(String compact, Purpose purpose, RevokedDevices revoked) {
        CompactJws jws = CompactJws.parse(compact, purpose.typ());
        Address signer = new Address(jws.kid());
        String cert = jws.cert();
        if (cert == null) {
            check(jws, signer.publicKey());
            return new VerifiedJws(signer, jws.claims(), jws.hash(), null);
        }
        DeviceCertificate certificate = certificate(cert, signer);
        check(jws, certificate.publicKey());
        if (jws.claims().has("device") && !jws.claims().device().equals(certificate.device())) {
            throw bad("The device in the payload is not the one that its certificate names.");
        }
        if (revoked.isRevoked(signer, certificate.device())) {
            throw new WireException(ErrorCode.REVOKED, ErrorCode.REVOKED.advice());
        }
        return new VerifiedJws(signer, jws.claims(), jws.hash(), certificate);
    }

    /** What decides about a person's devices: a device that could do it would outlive its own removal. */
    static VerifiedJws byOwnKey(String compact, Purpose purpose, Address owner) {
        return byOwnKey(
                compact, purpose, owner, "Only a device that holds the address's own key links and removes devices.");
    }

    /** @param otherwise what to tell whoever signed by another key */
    static VerifiedJws byOwnKey(String compact, Purpose purpose, Address owner, String otherwise) {
        CompactJws jws = CompactJws.parse(compact, purpose.typ());
        if (jws.cert() != null || !owner.value().equals(jws.kid())) {
            throw new WireException(ErrorCode.FORBIDDEN, otherwise);
        }
        check(jws, owner.publicKey());
        return new VerifiedJws(owner, jws.claims(), jws.hash(), null);
    }

    /** Only the address's own key certifies: a device cannot vouch for another, or a lost one could not be locked out. */
    private static DeviceCertificate certificate(String compact, Address owner) {
        CompactJws jws = CompactJws.parse(compact, Purpose.DEVICE.typ());
        if (!new Address(jws.kid()).equals(owner)) {
            throw bad("A device's certificate is signed by its owner's address itself.");
        }
        check(jws, owner.publicKey());
        return DeviceCertificate.of(jws.claims());
    }

    private static void check(CompactJws jws, byte[] publicKey) {
        if (!jws.isSignedBy(publicKey)) {
            throw bad(ErrorCode.BAD_SIGNATURE.advice());
        }
    }

    static WireException bad(String why) {
        return new WireException(ErrorCode.BAD_SIGNATURE, why);
    }
}
