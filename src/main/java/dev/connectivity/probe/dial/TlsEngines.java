package dev.connectivity.probe.dial;

import javax.net.ssl.SSLEngine;

/** Makes engines that are set up alike, whichever library they are of. */
@FunctionalInterface
interface TlsEngines {

    /**
     * For one client connection, and to be let go by {@link TlsStream#close}.
     *
     * @param host whom the server must be, and is told that we want
     */
    SSLEngine of(String host);
}
