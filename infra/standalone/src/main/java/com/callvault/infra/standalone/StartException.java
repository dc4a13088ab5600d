package com.callvault.infra.standalone;

/** Its message is the whole of what the console shows. */
public final class StartException extends RuntimeException {

    private final StartFailure failure;

    StartException(StartFailure failure, String sentence) {
        super(sentence);
        this.failure = failure;
    }

    public StartFailure failure() {
        return failure;
    }
}
