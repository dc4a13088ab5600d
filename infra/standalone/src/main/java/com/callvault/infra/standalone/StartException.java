package com.callvault.infra.standalone;

/** Its message is the whole of what the console shows. */
final class StartException extends RuntimeException {

    private final StartFailure failure;

    StartException(StartFailure failure, String sentence) {
        super(sentence);
        this.failure = failure;
    }

    StartFailure failure() {
        return failure;
    }
}
