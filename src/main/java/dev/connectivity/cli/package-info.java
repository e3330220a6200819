/** Commands for people and scripts, over the same parts as the operator. */
@NullMarked
package dev.connectivity.cli;

import org.jspecify.annotations.NullMarked;
