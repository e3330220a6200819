package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads URLs, in the order of the CRD's rules, so that both complain of the same thing first. */
final class UrlReader {

    private static final int LONGEST = 1024;

    private static final Pattern PARTS =
            Pattern.compile("([a-z0-9]+)://([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern HOST =
            Pattern.compile("\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?");
    private static final Pattern PORT = Pattern.compile(":0*[1-9][0-9]{0,4}");

    private static final Pattern DNS_NAME = Pattern.compile(Notation.DNS_NAME);
    private static final Pattern NUMBER_AT_END = Pattern.compile("(.*[.])?[0-9]+");

    /** Possessive, since Java would otherwise recurse once per character. */
    private static final Pattern PATH_AND_QUERY =
            Pattern.compile("([/?](?:[-A-Za-z0-9._~:/?@!$&()*+,;=]|%[0-9A-Fa-f]{2})*+)?");

    private static final Pattern VIRTUAL_HOST = Pattern.compile(Notation.VIRTUAL_HOST);

    static URI read(@Nullable String given, Field field) {
        var text = field.required(given);
        field.demand(text.length() <= LONGEST, "Write at most " + LONGEST + " characters.");
        var parts = PARTS.matcher(text);
        field.demand(parts.matches(), Demands.SCHEME);
        var scheme = Scheme.of(parts.group(1)).orElseThrow(() -> field.refuse(Demands.SCHEME));
        var authority = parts.group(2);
        field.demand(authority.indexOf('@') < 0, Demands.USER_INFO);
        if (scheme == Scheme.DNS) {
            return readName(text, authority, parts.group(3), field);
        }
        var port = checkHost(authority, field);
        field.demand(port.isEmpty() || isPort(port), Demands.URL_PORT);
        field.demand(!port.isEmpty() || scheme.defaultPort().isPresent(), Demands.URL_NEEDS_PORT);
        field.demand(scheme.carriesPath() || parts.group(3).isEmpty(), Demands.URL_WITHOUT_PATH);
        checkPath(scheme, parts.group(3), field);
        return parse(text, field);
    }

    private static void checkPath(Scheme scheme, String path, Field field) {
        if (scheme.pathIsVirtualHost()) {
            field.demand(VIRTUAL_HOST.matcher(path).matches(), Demands.VIRTUAL_HOST);
        } else {
            field.demand(PATH_AND_QUERY.matcher(path).matches(), Demands.URL_PATH);
        }
    }

    /** A name of DNS need not be a host's. */
    private static URI readName(String text, String name, String rest, Field field) {
        field.demand(rest.isEmpty(), Demands.URL_WITHOUT_PATH);
        field.demand(
                DNS_NAME.matcher(name).matches() && !NUMBER_AT_END.matcher(name).matches(),
                Demands.DNS_NAME);
        return URI.create(text);
    }

    /** Gives what follows the host: nothing, or a colon and the rest. */
    private static String checkHost(String authority, Field field) {
        var host = HOST.matcher(authority);
        field.demand(host.lookingAt(), Demands.URL_HOST);
        var rest = authority.substring(host.end());
        field.demand(rest.isEmpty() || rest.startsWith(":"), Demands.URL_HOST);
        return rest;
    }

    private static boolean isPort(String text) {
        return PORT.matcher(text).matches() && Integer.parseInt(text.substring(1)) <= 65535;
    }

    /**
     * What passed so far, and yet is none: a name with an empty label, an address with a number too
     * large.
     */
    private static URI parse(String text, Field field) {
        try {
            var url = new URI(text);
            field.demand(url.getHost() != null, Demands.URL_HOST);
            return url;
        } catch (URISyntaxException e) {
            // Without the cause, whose message repeats the text.
            throw field.refuse(Demands.URL_HOST);
        }
    }

    private UrlReader() {}
}
