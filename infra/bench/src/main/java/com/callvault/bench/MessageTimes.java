package com.callvault.bench;

/** Until messages were acknowledged to who sent them, and until they reached the other. */
record MessageTimes(Times acknowledged, Times delivered) {

    void measureFrom(long nanos) {
        acknowledged.measureFrom(nanos);
        delivered.measureFrom(nanos);
    }
}
