package com.callvault.common.jws;

/** What a device is to its owner's address. */
public enum Standing {
    /** It speaks for it, as far as is known. */
    GOOD,
    /** Its owner has removed it. */
    REVOKED,
    /** Its owner has deleted the account, and with it every device that the address had or will ever show. */
    DELETED
}
