package dev.connectivity.probe.http2;

import java.io.IOException;

/** The peer ended the request by RST_STREAM or GOAWAY. */
public final class Http2Refusal extends IOException {

    private final long code;

    Http2Refusal(long code) {
        super("HTTP/2 error " + code);
        this.code = code;
    }

    /** Of RFC 9113, section 7; 0 where the peer only closes down. */
    public long code() {
        return code;
    }
}
