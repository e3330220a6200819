/**
 * What a gateway says of a failed request, in terms of what happened. Knows the words of Envoy, old
 * and new, its response flags, its response code details, and the errors of connects as the kernel
 * numbers and names them; and what the runbook says to do about a reason. Pure.
 */
@NullMarked
package dev.connectivity.explain;

import org.jspecify.annotations.NullMarked;
