package dev.connectivity.diagnose;

import java.util.stream.Stream;

/** Looks for one kind of setting that goes well until it does not. */
@FunctionalInterface
interface Trap {

    Stream<Finding> findings(Templated templated);
}
