package com.callvault.infra.standalone;

/**
 * Why CallVault does not start, each with the one sentence that its owner gets to read: what stands in the way, and what
 * to do. The arguments of a sentence are named at each {@link #with} call.
 */
public enum StartFailure {
    UNKNOWN_OPTION("There is no option %s: run with --help to see those that there are."),
    VALUE_MISSING("The option %s needs a value: %s."),
    VALUE_BAD("%2$s is not a value for %1$s: give it %3$s."),
    PORT_TAKEN("Port %s is taken by another program: stop that one, or choose another port with %s."),
    PORT_NOT_PERMITTED("This user may not open port %s: choose one above 1023 with %s."),
    HOST_UNKNOWN(
            "The name %s leads nowhere: enter it in your network's DNS, or give --host an address of this machine."),
    CERTIFICATE_INCOMPLETE("A certificate needs its key: give both --tls-cert and --tls-key, as PEM files."),
    CERTIFICATE_UNREADABLE("The file %s holds no %s that can be read: give a PEM file that this user may read."),
    CERTIFICATE_OF_OTHER_KEY("The key %2$s is not that of the certificate %1$s: give the two that belong together."),
    CERTIFICATE_NOT_MADE(
            "No certificate could be made in %s: see %s, or bring your own with --tls-cert and --tls-key."),
    DATA_IN_USE("The folder %s is in use by another CallVault: stop that one, or choose another folder with --data."),
    DATA_OF_OTHER_VERSION(
            "The data in %s is of another version: run the CallVault that wrote it, or choose an empty folder with --data."),
    DATA_NOT_WRITABLE(
            "The folder %s cannot be written: make it writable for this user, or choose another one with --data."),
    DISK_FULL("The disk under %s is full: free at least %s MiB, or choose a folder on another disk with --data."),
    PLATFORM(
            "CallVault brings no PostgreSQL and Redis for this machine: run it on Linux or macOS, on x86-64 or 64-bit ARM."),
    ROOT("PostgreSQL does not run as root, and this machine lets root not drop its rights: run as another user."),
    STORE("One of the stores did not start (%s): see the logs in %s."),
    SETTING("A setting is not right: %s"),
    SERVICE("The %s service did not start: see %s."),
    PART("The part %s did not start: %s See %s."),
    NOT_RUNNING("%s does not run."),
    PARTS_BAD("%s is not a value for --gateways: give it a number from 1 to %s."),
    UNEXPECTED("CallVault did not start because of an error of its own (%s): see %s, and report it.");

    private final String sentence;

    StartFailure(String sentence) {
        this.sentence = sentence;
    }

    public StartException with(Object... arguments) {
        return new StartException(this, sentence.formatted(arguments));
    }

    public StartException causedBy(Throwable cause, Object... arguments) {
        var exception = with(arguments);
        exception.initCause(cause);
        return exception;
    }
}
