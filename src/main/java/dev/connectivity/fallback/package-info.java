/**
 * When a declared fallback is switched, and what the objects look like by which it is: a pure
 * function of verdicts, of what the status remembers, and of what the cluster holds.
 */
@NullMarked
package dev.connectivity.fallback;

import org.jspecify.annotations.NullMarked;
