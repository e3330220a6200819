/** Does a server complete a TLS handshake, from the first byte or after STARTTLS. */
@NullMarked
package dev.connectivity.probe.tls;

import org.jspecify.annotations.NullMarked;
