/** Does a Kafka broker speak to us, let us in, and know its cluster. */
@NullMarked
package dev.connectivity.probe.kafka;

import org.jspecify.annotations.NullMarked;
