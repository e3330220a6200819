package dev.connectivity.watch;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A connection URL as libpq and most frameworks write it: {@code
 * postgresql://user:password@host:5432/name?sslmode=require}.
 */
final class DatabaseUrl {

    private static final int DEFAULT_PORT = 5432;

    private DatabaseUrl() {}

    /** Says what is wrong with a URL without repeating any of it. */
    static final class MalformedUrlException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedUrlException(String message) {
            super(message);
        }
    }

    static PostgreSql parse(String text, String namespace) throws MalformedUrlException {
        URI url = uri(text.strip());
        require(
                "postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme()),
                "it must begin with postgresql://");
        require(
                url.getHost() != null,
                "it must name one host, as in postgresql://user:password@host:5432/name");
        Login login = login(Optional.ofNullable(url.getRawUserInfo()).orElse(""));
        String database =
                decode(Optional.ofNullable(url.getRawPath()).orElse("").replaceFirst("^/", ""));
        return new PostgreSql(
                new Address(
                        bare(url.getHost()),
                        url.getPort() < 0 ? DEFAULT_PORT : url.getPort(),
                        namespace),
                tls(Optional.ofNullable(url.getRawQuery()).orElse("")),
                database.isEmpty() ? login.username() : database,
                login);
    }

    // The exception of URI carries its input, which holds a password: it is not kept as a cause.
    private static URI uri(String text) throws MalformedUrlException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new MalformedUrlException(
                    "it is no URL; percent-encode special characters of the user name and"
                            + " password");
        }
    }

    private static Login login(String userInfo) throws MalformedUrlException {
        int colon = userInfo.indexOf(':');
        String username = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        require(
                !username.isEmpty(),
                "it must name a user, as in postgresql://user:password@host:5432/name");
        return new Login(username, colon < 0 ? "" : decode(userInfo.substring(colon + 1)));
    }

    private static Tls tls(String query) throws MalformedUrlException {
        String mode =
                Arrays.stream(query.split("&"))
                        .filter(parameter -> parameter.startsWith("sslmode="))
                        .map(parameter -> parameter.substring("sslmode=".length()))
                        .findFirst()
                        .orElse("prefer");
        return switch (mode) {
            case "disable" -> Tls.Disable;
            case "allow", "prefer" -> Tls.Prefer;
            case "require", "no-verify" -> Tls.Require;
            case "verify-ca" -> Tls.VerifyCa;
            case "verify-full" -> Tls.VerifyFull;
            default ->
                    throw new MalformedUrlException(
                            "its sslmode must be disable, allow, prefer, require, verify-ca or"
                                    + " verify-full");
        };
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String decode(String text) throws MalformedUrlException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedUrlException("it has a broken percent-encoding");
        }
    }

    private static void require(boolean condition, String message) throws MalformedUrlException {
        if (!condition) {
            throw new MalformedUrlException(message);
        }
    }
}
