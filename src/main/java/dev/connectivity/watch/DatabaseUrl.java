package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Login;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TlsOptions.Authority;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A connection URL as libpq and most frameworks write it: {@code
 * postgresql://user:password@host:5432/name?sslmode=require}, {@code
 * mysql://user:password@host:3306/name?ssl-mode=REQUIRED}.
 *
 * @param database empty: none is named
 */
public record DatabaseUrl(Address address, Tls tls, String database, Login login) {

    /** What to ask of a server of this engine, and what it must be good for. */
    public Question question(Engine engine, Demand demand) {
        return switch (engine) {
            // A database of the user's own name is what libpq takes where none is named.
            case PostgreSQL ->
                    new PostgreSql(
                            address,
                            new DatabaseSession(
                                    tls,
                                    database.isEmpty() ? login.username() : database,
                                    login,
                                    demand));
            case MySQL -> new MySql(address, new DatabaseSession(tls, database, login, demand));
        };
    }

    /** The engine whose URLs have this scheme; empty: none that is known. */
    public static Optional<Engine> engine(String scheme) {
        return Arrays.stream(Engine.values())
                .filter(engine -> Dialect.of(engine).speaks(scheme))
                .findFirst();
    }

    /** The same, its server's certificate checked against this authority. */
    public DatabaseUrl with(Authority authority) {
        return new DatabaseUrl(address, tls.with(authority), database, login);
    }

    /** The same with this password, which it need not hold itself. */
    public DatabaseUrl withPassword(String password) {
        return new DatabaseUrl(address, tls, database, new Login(login.username(), password));
    }

    /** What its URLs look like. */
    private record Dialect(List<String> schemes, int port) {

        static Dialect of(Engine engine) {
            return switch (engine) {
                case PostgreSQL -> new Dialect(List.of("postgresql", "postgres"), 5432);
                case MySQL -> new Dialect(List.of("mysql", "mysql2", "mariadb"), 3306);
            };
        }

        String example() {
            return schemes.getFirst() + "://user:password@host:" + port + "/name";
        }

        /** A driver may be named after it, as in {@code mysql+pymysql}. */
        boolean speaks(String scheme) {
            return schemes.contains(scheme.replaceFirst("[+].*", ""));
        }
    }

    /** Says what is wrong with a URL without repeating any of it. */
    public static final class MalformedUrlException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedUrlException(String message) {
            super(message);
        }
    }

    public static DatabaseUrl parse(Engine engine, String text, String namespace)
            throws MalformedUrlException {
        Dialect dialect = Dialect.of(engine);
        // Apart from the rest: some parameters hold JSON, which is no URL's.
        String[] parts = text.strip().split("\\?", 2);
        URI url = uri(parts[0]);
        require(
                dialect.speaks(Optional.ofNullable(url.getScheme()).orElse("")),
                "it must begin with " + dialect.schemes().getFirst() + "://");
        require(url.getHost() != null, "it must name one host, as in " + dialect.example());
        return new DatabaseUrl(
                new Address(
                        bare(url.getHost()),
                        url.getPort() < 0 ? dialect.port() : url.getPort(),
                        namespace),
                DatabaseUrlTls.read(parts.length > 1 ? parts[1] : ""),
                decode(Optional.ofNullable(url.getRawPath()).orElse("").replaceFirst("^/", "")),
                login(Optional.ofNullable(url.getRawUserInfo()).orElse(""), dialect));
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

    private static Login login(String userInfo, Dialect dialect) throws MalformedUrlException {
        int colon = userInfo.indexOf(':');
        String username = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        require(!username.isEmpty(), "it must name a user, as in " + dialect.example());
        return new Login(username, colon < 0 ? "" : decode(userInfo.substring(colon + 1)));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static String decode(String text) throws MalformedUrlException {
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
