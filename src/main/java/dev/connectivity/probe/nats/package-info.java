/** Does a NATS server let us in and answer a ping. Nothing is published or subscribed. */
@NullMarked
package dev.connectivity.probe.nats;

import org.jspecify.annotations.NullMarked;
