/** Commands that somebody is told to type. */
@NullMarked
package dev.connectivity.shell;

import org.jspecify.annotations.NullMarked;
