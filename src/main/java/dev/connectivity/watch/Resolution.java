package dev.connectivity.watch;

import dev.connectivity.probe.Question;
import dev.connectivity.status.Known.Problem;

/** What to ask of a dependency, or why that cannot be told. */
sealed interface Resolution {

    record Ask(Question question) implements Resolution {}

    record Unresolved(Problem problem) implements Resolution {}
}
