package dev.connectivity.cli;

/** How a command ended, as scripts read it. */
enum ExitCode {
    Well(0),
    Usage(2),
    Undetermined(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
