/**
 * Commands that ask the network or a live cluster from here. They change nothing, read no Secret,
 * and hold what they conclude by the same pure checks as the operator.
 */
@NullMarked
package dev.connectivity.cli.live;

import org.jspecify.annotations.NullMarked;
