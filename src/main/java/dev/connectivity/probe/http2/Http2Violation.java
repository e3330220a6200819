package dev.connectivity.probe.http2;

import java.io.IOException;

/** What the peer sent is not HTTP/2, or goes beyond every bound. */
public final class Http2Violation extends IOException {

    /**
     * @param what in our own words, without any of the peer's
     */
    Http2Violation(String what) {
        super(what);
    }
}
