package dev.connectivity.cli.console;

import java.util.Objects;

/** A command cannot do what it was asked to; the message says what to do, and is printed alone. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
