package dev.connectivity.probe.http2;

import java.util.List;
import java.util.Optional;

/**
 * What came back.
 *
 * @param body at most {@value Answer#BODY_LIMIT} bytes of it
 * @param whole false: there was more of the body than is kept, and trailers were not waited for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Http2Response(
        int status, List<Header> headers, byte[] body, boolean whole, List<Header> trailers) {

    /** The first of this name, which is written in lower case. */
    public Optional<String> header(String name) {
        return first(headers, name);
    }

    /** As {@link #header}. */
    public Optional<String> trailer(String name) {
        return first(trailers, name);
    }

    private static Optional<String> first(List<Header> all, String name) {
        return all.stream().filter(it -> it.name().equals(name)).map(Header::value).findFirst();
    }
}
