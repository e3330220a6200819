/** Can a connection be made. */
@NullMarked
package dev.connectivity.probe.tcp;

import org.jspecify.annotations.NullMarked;
