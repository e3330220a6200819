/**
 * One HTTP/2 request over a connection that stands, with prior knowledge that the peer speaks it
 * (RFC 9113). Probes of several protocols use it. Everything that a peer may send is bounded:
 * frames by number and size, header blocks by size, the body by the flow-control window, which is
 * never widened; and all of it stands under the attempt's deadline.
 */
@NullMarked
package dev.connectivity.probe.http2;

import org.jspecify.annotations.NullMarked;
