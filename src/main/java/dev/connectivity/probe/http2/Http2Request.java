package dev.connectivity.probe.http2;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that is sent.
 *
 * @param authority {@code host}, or {@code host:port}
 * @param path with the query, beginning with {@code /}
 * @param body at most {@value #BODY_LIMIT} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Http2Request(
        String method,
        String scheme,
        String authority,
        String path,
        List<Header> headers,
        byte[] body) {

    /** One frame of the smallest size that every peer takes, and within every first window. */
    public static final int BODY_LIMIT = 16 * 1024;

    public Http2Request {
        boolean sendable =
                Stream.of(method, scheme, authority, path).allMatch(Header::isValue)
                        && headers.stream().allMatch(Header::sendable);
        if (body.length > BODY_LIMIT || !sendable) {
            throw new IllegalArgumentException("a request that HTTP/2 cannot carry");
        }
        headers = List.copyOf(headers);
    }
}
