/** Samples into error budgets: how much failed over a window, and how fast. Pure. */
@NullMarked
package dev.connectivity.judge.objective;

import org.jspecify.annotations.NullMarked;
