package com.callvault.infra.standalone;

/** The instances of one service, each as scheme, host and port, and which of them takes the next request. Thread-safe. */
public interface Targets {

    /** One that is believed to answer, if any is. */
    String next();

    /** Tells that this one gave no answer, so that others are asked for a while. */
    void failed(String target);

    /** The one instance that there is. */
    static Targets only(String target) {
        return new Targets() {
            @Override
            public String next() {
                return target;
            }

            @Override
            public void failed(String away) {}
        };
    }
}
