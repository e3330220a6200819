package dev.connectivity.watch;

import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.watch.DatabaseUrl.MalformedUrlException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a URL's parameters say of TLS, in the words of each driver; docs/database.md has the table.
 * Parameters that name a file, as {@code sslrootcert}, are the workload's: no file of the operator
 * is meant.
 */
final class DatabaseUrlTls {

    private final Map<String, String> parameters = new HashMap<>();

    private DatabaseUrlTls() {}

    static Tls read(String query) throws MalformedUrlException {
        DatabaseUrlTls read = new DatabaseUrlTls();
        for (String parameter : query.replaceFirst("#.*", "").split("&")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2) {
                read.parameters.putIfAbsent(plain(pair[0]), DatabaseUrl.decode(pair[1]));
            }
        }
        return read.tls();
    }

    /** {@code ssl-mode}, {@code ssl_mode} and {@code sslMode} are one. */
    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private Tls tls() throws MalformedUrlException {
        Optional<Tls> mode = mode();
        Optional<Tls> accept = accept();
        if (accept.isPresent() && !mode.equals(Optional.of(Tls.DISABLE))) {
            return accept.get();
        }
        return mode.orElse(Tls.PREFER);
    }

    private Optional<Tls> mode() throws MalformedUrlException {
        if (has("sslmode")) {
            return Optional.of(mode(text("sslmode")));
        }
        if (has("ssl")) {
            return Optional.of(ssl(text("ssl")));
        }
        return has("usessl") ? Optional.of(useSsl()) : Optional.empty();
    }

    /** libpq, node-postgres; MySQL's own clients, Rails; MySQL's and MariaDB's Java drivers. */
    private static Tls mode(String value) throws MalformedUrlException {
        return switch (value.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "disable", "disabled" -> Tls.DISABLE;
            case "allow", "prefer", "preferred" -> Tls.PREFER;
            case "require", "required", "no-verify", "trust" -> Tls.REQUIRE;
            case "verify-ca" -> Tls.VERIFY_CA;
            case "verify-full", "verify-identity" -> Tls.VERIFY_FULL;
            default ->
                    throw new MalformedUrlException(
                            "its sslmode must be disable, allow, prefer, require, verify-ca or"
                                    + " verify-full");
        };
    }

    /** Node's drivers, asyncpg: a word, a mode, or what Node calls the options of a TLS socket. */
    private static Tls ssl(String value) throws MalformedUrlException {
        String word = value.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true", "1", "on" -> Tls.VERIFY_FULL;
            case "false", "0", "off", "" -> Tls.DISABLE;
            case String json when json.startsWith("{") ->
                    json.contains("\"rejectunauthorized\":false") ? Tls.REQUIRE : Tls.VERIFY_FULL;
            default -> mode(word);
        };
    }

    /** MySQL's Java driver before it had {@code sslMode}. */
    private Tls useSsl() {
        if (!is("usessl", "true")) {
            return Tls.DISABLE;
        }
        if (is("verifyservercertificate", "true")) {
            return Tls.VERIFY_CA;
        }
        return is("requiressl", "true") ? Tls.REQUIRE : Tls.PREFER;
    }

    /** Prisma. */
    private Optional<Tls> accept() throws MalformedUrlException {
        if (!has("sslaccept")) {
            return Optional.empty();
        }
        return switch (text("sslaccept").toLowerCase(Locale.ROOT)) {
            case "strict" -> Optional.of(Tls.VERIFY_FULL);
            case "accept_invalid_certs" -> Optional.of(Tls.REQUIRE);
            default ->
                    throw new MalformedUrlException(
                            "its sslaccept must be strict or accept_invalid_certs");
        };
    }

    private boolean has(String name) {
        return parameters.containsKey(name);
    }

    private boolean is(String name, String value) {
        return value.equalsIgnoreCase(parameters.getOrDefault(name, ""));
    }

    private String text(String name) {
        return parameters.getOrDefault(name, "");
    }
}
