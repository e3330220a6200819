/**
 * The operator as a pod on a real cluster, and real workloads that break. Run by {@code make e2e},
 * inside the cluster's network: addresses of 203.0.113.0/24 are the outside world, in which these
 * tests open sockets of their own.
 */
@NullMarked
package dev.connectivity.e2e;

import org.jspecify.annotations.NullMarked;
