package dev.connectivity.watch;

import dev.connectivity.status.Known.Problem;

/** Something that a question needs could not be read; the user has to mend the problem. */
final class UnresolvedException extends Exception {

    private final transient Problem problem;

    UnresolvedException(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
