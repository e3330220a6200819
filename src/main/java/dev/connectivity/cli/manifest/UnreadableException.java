package dev.connectivity.cli.manifest;

import org.yaml.snakeyaml.error.Mark;

/** A document that no reader would take; the message says what to change, and shows no value. */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // A mark is serialisable, and never null.
    private final Mark mark;
    private final String demand;

    UnreadableException(Mark mark, String demand) {
        super(demand);
        this.mark = mark;
        this.demand = demand;
    }

    Mark mark() {
        return mark;
    }

    String demand() {
        return demand;
    }
}
