package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TlsOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a redirect leads. Another origin (scheme, host and port) gets nothing that was meant for
 * the first: no credentials, no client certificate, no other name.
 */
final class Redirect {

    private static final Set<Integer> STATUS = Set.of(301, 302, 303, 307, 308);
    private static final int LONGEST = 2048;
    private static final String HTTPS = "https";
    private static final Set<String> OF_ONE_ORIGIN =
            Set.of("authorization", "cookie", "host", "origin", "referer");

    private Redirect() {}

    /** Empty where the answer is no redirect, or leads nowhere. */
    static Optional<HttpRequest> follow(HttpRequest asked, AnswerHead head) throws AttemptFailed {
        Optional<String> location = head.values("location").stream().findFirst();
        if (!STATUS.contains(head.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        URI target = resolve(asked, location.get());
        boolean https = HTTPS.equals(target.getScheme().toLowerCase(Locale.ROOT));
        if (asked.tls().isPresent() && !https) {
            throw refusal("from https to http");
        }
        return Optional.of(request(asked, target, https));
    }

    private static URI resolve(HttpRequest asked, String location) throws AttemptFailed {
        if (location.length() > LONGEST) {
            throw refusal("to more than " + LONGEST + " characters");
        }
        try {
            URI target =
                    URI.create(
                                    (asked.tls().isPresent() ? HTTPS : "http")
                                            + "://"
                                            + asked.address().display()
                                            + asked.target())
                            .resolve(location);
            boolean http =
                    target.getScheme().equalsIgnoreCase("http")
                            || target.getScheme().equalsIgnoreCase(HTTPS);
            if (http && target.getHost() != null && target.getRawUserInfo() == null) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            throw refusal("to what is no URL");
        }
        throw refusal("to what is no http or https URL");
    }

    private static HttpRequest request(HttpRequest asked, URI target, boolean https) {
        Address address = address(asked.address(), target, https);
        boolean same = address.equals(asked.address()) && https == asked.tls().isPresent();
        return new HttpRequest(
                address,
                https ? Optional.of(options(asked, same)) : Optional.empty(),
                path(target),
                asked.http(),
                same ? asked.headers() : forOthers(asked.headers()));
    }

    private static Address address(Address from, URI target, boolean https) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        int usual = https ? 443 : 80;
        return new Address(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                target.getPort() < 0 ? usual : target.getPort(),
                from.namespace());
    }

    private static TlsOptions options(HttpRequest asked, boolean same) {
        TlsOptions options = asked.tls().orElse(TlsOptions.FULL);
        return same ? options : options.forAnotherServer();
    }

    private static List<Header> forOthers(List<Header> headers) {
        return headers.stream()
                .filter(it -> !it.secret())
                .filter(it -> !OF_ONE_ORIGIN.contains(it.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String path(URI target) {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
    }

    private static AttemptFailed refusal(String where) {
        return new AttemptFailed(Reason.HTTPRedirectRefused, "redirects " + where);
    }
}
