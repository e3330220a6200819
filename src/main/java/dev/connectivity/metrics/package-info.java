/** Counts and timings of what the other parts did, as Micrometer meters. Decides nothing. */
@NullMarked
package dev.connectivity.metrics;

import org.jspecify.annotations.NullMarked;
