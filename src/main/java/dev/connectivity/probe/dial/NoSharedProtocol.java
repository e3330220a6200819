package dev.connectivity.probe.dial;

import javax.net.ssl.SSLException;

/** The server ended the handshake because it speaks none of the protocols offered by ALPN. */
public final class NoSharedProtocol extends SSLException {

    NoSharedProtocol() {
        super("no protocol of those offered");
    }
}
