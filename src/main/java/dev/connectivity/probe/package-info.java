/**
 * Asks one question of the network and gives one {@link dev.connectivity.probe.Observation}: what
 * happened, and how long each phase took. It never decides what an answer means for a policy.
 */
@NullMarked
package dev.connectivity.probe;

import org.jspecify.annotations.NullMarked;
