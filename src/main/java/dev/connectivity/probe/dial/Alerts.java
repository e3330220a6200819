package dev.connectivity.probe.dial;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * TLS alerts that the server sent, by their names in RFC 8446, section 6.2. Both libraries tell
 * them in words only: the JDK by name, the native one by number, among others of its own.
 */
final class Alerts {

    /** How servers of TLS 1.2 miss a client certificate; from others it can mean anything. */
    static final String HANDSHAKE_FAILURE = "handshake_failure";

    /** None of the protocols that we offered (RFC 7301, section 3.2). */
    static final String NO_APPLICATION_PROTOCOL = "no_application_protocol";

    private static final Pattern BY_NAME = Pattern.compile("Received fatal alert: ([a-z_]+)");

    /** Of the eight digits, the last three are what happened, in the TLS part of the library. */
    private static final Pattern BY_NUMBER = Pattern.compile("\\berror:10000([0-9a-f]{3}):");

    /** What the library adds to an alert's number. */
    private static final int OFFSET = 1000;

    private static final Map<Integer, String> NAMES =
            Map.of(
                    40, HANDSHAKE_FAILURE,
                    42, "bad_certificate",
                    43, "unsupported_certificate",
                    44, "certificate_revoked",
                    45, "certificate_expired",
                    46, "certificate_unknown",
                    48, "unknown_ca",
                    116, "certificate_required",
                    120, NO_APPLICATION_PROTOCOL);

    /** The only certificate that a server can complain of is ours, or that there is none. */
    private static final Set<String> ABOUT_CERTIFICATES =
            Set.of(
                    "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "unknown_ca",
                    "certificate_required");

    private Alerts() {}

    static boolean received(SSLException e, String name) {
        return name(e).filter(name::equals).isPresent();
    }

    /**
     * What the server says of our certificate, in TLS 1.3 only once we read; empty where it says
     * nothing of it.
     */
    static Optional<String> aboutCertificate(Throwable thrown) {
        return Causes.find(thrown, SSLException.class)
                .flatMap(Alerts::name)
                .filter(ABOUT_CERTIFICATES::contains);
    }

    private static Optional<String> name(SSLException e) {
        String words = Optional.ofNullable(e.getMessage()).orElse("");
        return first(BY_NAME, words)
                .or(
                        () ->
                                first(BY_NUMBER, words)
                                        .map(digits -> Integer.parseInt(digits, 16) - OFFSET)
                                        .map(NAMES::get));
    }

    private static Optional<String> first(Pattern pattern, String words) {
        return Optional.of(pattern.matcher(words)).filter(Matcher::find).map(it -> it.group(1));
    }
}
