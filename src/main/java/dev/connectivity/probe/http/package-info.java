/** Does an HTTP/1.1 server, with or without TLS, answer as declared. */
@NullMarked
package dev.connectivity.probe.http;

import org.jspecify.annotations.NullMarked;
