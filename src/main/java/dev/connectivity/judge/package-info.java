/**
 * Observations into verdicts: up or down, and the circuit. Pure: time and randomness are arguments.
 */
@NullMarked
package dev.connectivity.judge;

import org.jspecify.annotations.NullMarked;
