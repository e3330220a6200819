/**
 * What can be told of manifests without a cluster: the operator's own checks, with the policy's
 * word in place of connects, and those that only a set of manifests allows.
 */
@NullMarked
package dev.connectivity.cli.check;

import org.jspecify.annotations.NullMarked;
