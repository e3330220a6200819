/** Does a broker that speaks AMQP 0-9-1, such as RabbitMQ, let us into a virtual host. */
@NullMarked
package dev.connectivity.probe.amqp;

import org.jspecify.annotations.NullMarked;
