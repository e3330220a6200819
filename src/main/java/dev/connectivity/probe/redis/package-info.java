/** Does a Redis, or a server that speaks its protocol, let us in and answer. */
@NullMarked
package dev.connectivity.probe.redis;

import org.jspecify.annotations.NullMarked;
