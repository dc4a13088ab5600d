package com.callvault.chaos;

/** A promise that was not kept. */
record Breach(Kind kind, String call, String device, String what) {

    /** By the promises of the design. */
    enum Kind {
        MISSED(1),
        SHOWN_TWICE(1),
        GHOST(2),
        NOT_TOLD_THE_END(2),
        TWO_WINNERS(3),
        NOT_TOLD_WHO_WON(3),
        NO_RECORD(4),
        TWO_RECORDS(4);

        private final int promise;

        Kind(int promise) {
            this.promise = promise;
        }

        int promise() {
            return promise;
        }
    }

    @Override
    public String toString() {
        return "promise %d %s: call %s, device %s: %s".formatted(kind.promise, kind, call, device, what);
    }
}
