package dev.connectivity.probe.dial;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * TLS alerts that the server sent, by their names in RFC 8446, section 6.2, which the JDK repeats
 * in its own words only.
 */
final class Alerts {

    /** How servers of TLS 1.2 miss a client certificate; from others it can mean anything. */
    static final String HANDSHAKE_FAILURE = "handshake_failure";

    /** None of the protocols that we offered (RFC 7301, section 3.2). */
    static final String NO_APPLICATION_PROTOCOL = "no_application_protocol";

    private static final Pattern RECEIVED = Pattern.compile("Received fatal alert: ([a-z_]+)");

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
        return Optional.ofNullable(e.getMessage())
                .map(RECEIVED::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }
}
