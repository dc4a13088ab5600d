package com.callvault.bench;

/** What a measurement brought. */
interface Report {

    /** For people. */
    String text();

    /** For machines, one object on one line. */
    String json();

    /** Whether the server kept what it promises: a figure of one that did not says nothing. */
    boolean isFlawless();
}
