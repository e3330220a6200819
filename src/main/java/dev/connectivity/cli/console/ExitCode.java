package dev.connectivity.cli.console;

/** How a command ended, as scripts read it. */
public enum ExitCode {
    /** It did what it was asked to, and found nothing wrong. */
    Well(0),
    /** It found something to mend. */
    Findings(1),
    /** It was not understood, or what it names is not there. */
    Usage(2),
    /** It could not be found out. */
    Undetermined(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
