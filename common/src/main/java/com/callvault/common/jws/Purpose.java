package com.callvault.common.jws;

/** What a signature is for: the header's {@code typ}, exactly. */
public enum Purpose {
    AUTH("callvault-auth+jws"),
    CALL("callvault-call+jws"),
    ACCEPT("callvault-accept+jws"),
    MEDIA("callvault-media+jws"),
    TOKEN("callvault-token+jws"),
    DEVICE("callvault-device+jws"),
    REVOKE("callvault-revoke+jws"),
    DELETION("callvault-deletion+jws");

    private final String typ;

    Purpose(String typ) {
        this.typ = typ;
    }

    public String typ() {
        return typ;
    }
}
