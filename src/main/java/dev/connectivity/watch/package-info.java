/**
 * Has the engine ask what policies want to know, and judges the answers. Knows no Kubernetes
 * client: Secrets come through {@link Secrets}, and whoever wants to hear of a verdict hands in a
 * {@link Wake}, so that the operator's loop and a folder of policies are served alike.
 */
@NullMarked
package dev.connectivity.watch;

import org.jspecify.annotations.NullMarked;
