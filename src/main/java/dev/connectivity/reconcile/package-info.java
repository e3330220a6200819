/** The loop: gather, run the pure stages, apply, report; and the events that start it. */
@NullMarked
package dev.connectivity.reconcile;

import org.jspecify.annotations.NullMarked;
