/**
 * When to ask: the only threads that the product owns. Knows targets and times, neither verdicts
 * nor Kubernetes.
 */
@NullMarked
package dev.connectivity.probe.engine;

import org.jspecify.annotations.NullMarked;
