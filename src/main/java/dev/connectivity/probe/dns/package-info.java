/**
 * Does a name server answer for a name, with a record of the wanted type. Speaks to one server at a
 * time, over UDP and, where the answer was cut short, over TCP; a datagram that does not answer the
 * question is passed over, as resolvers do, since anybody may have sent it.
 */
@NullMarked
package dev.connectivity.probe.dns;

import org.jspecify.annotations.NullMarked;
