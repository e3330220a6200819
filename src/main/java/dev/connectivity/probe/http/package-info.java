/** Does a server of HTTP/1.1 or HTTP/2, with or without TLS, answer as declared. */
@NullMarked
package dev.connectivity.probe.http;

import org.jspecify.annotations.NullMarked;
