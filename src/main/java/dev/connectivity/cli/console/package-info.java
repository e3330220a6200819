/**
 * What every command shares: its streams, its exit code, its output. A command is a class that
 * implements {@link dev.connectivity.cli.console.Command}, and one line in the list of commands.
 */
@NullMarked
package dev.connectivity.cli.console;

import org.jspecify.annotations.NullMarked;
