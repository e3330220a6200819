/**
 * Many failures into one cause: which dependencies, of all policies, fail in the same way on a name
 * server, a host or an address family that they share. Pure: who asks, and when, is an argument.
 */
@NullMarked
package dev.connectivity.correlate;

import org.jspecify.annotations.NullMarked;
