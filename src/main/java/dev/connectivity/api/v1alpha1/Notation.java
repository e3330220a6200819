package dev.connectivity.api.v1alpha1;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kinds of text that fields hold, each with what to write when it does not match. The
 * expressions are read alike by RE2, which the API server uses, and by {@code java.util.regex};
 * they hold neither a backslash nor a single quote, since CEL rules quote them.
 */
public enum Notation {
    Duration(
            Notation.DURATION,
            Notation.BOUNDED_DURATION,
            "Write a duration as whole numbers with units, at most four of at most five digits, as"
                    + " in 500ms, 30s or 1m30s."),
    Label(
            Notation.LABEL,
            "Write a name of lower-case letters, digits and dashes, with a letter or digit at both"
                    + " ends."),
    Service(
            Notation.SERVICE,
            "Write the name of a Service: lower-case letters, digits and dashes, beginning with a"
                    + " letter and ending with a letter or digit."),
    Subdomain(
            Notation.SUBDOMAIN,
            "Write the name of an object: lower-case letters, digits, dashes and dots, with a"
                    + " letter or digit at both ends."),
    SecretKeyName(
            Notation.SECRET_KEY,
            "Write a key of a Secret: letters, digits, dashes, dots and underscores."),
    Variable(
            Notation.VARIABLE,
            "Write the name of a variable: letters, digits and underscores, not beginning with a"
                    + " digit."),
    Path(
            Notation.PATH,
            "Begin the path with a slash, and percent-encode what is not plain ASCII, spaces, # and"
                    + " single quotes."),
    Status(
            Notation.STATUS,
            "Write a status code or a range of them, in quotes, as in \"200\" or \"200-399\"."),
    Host(
            Notation.HOST,
            "Write a host name or an IP address alone, without scheme, port or brackets."),
    NameServer(
            Notation.NAME_SERVER,
            "Write the name server as host or host:port, as in 10.96.0.10:53, or as an IPv6 address"
                    + " without a port."),
    DatabaseName(
            Notation.DATABASE_NAME,
            "Write the name of the database in printable ASCII characters."),
    Header(
            Notation.HEADER,
            "Write the name of a header field: letters, digits, dashes and underscores."),
    HeaderValue(
            Notation.HEADER_VALUE,
            "Write the header's value in printable ASCII characters, without spaces around it."),
    GrpcService(
            Notation.GRPC_SERVICE,
            "Write the service's name as the server's health service knows it, in printable ASCII"
                    + " characters without spaces."),
    Share(
            Notation.SHARE,
            "Write a percentage from 1 to 100, in quotes, with at most two decimals, as in"
                    + " \"80\"."),
    Target(
            Notation.TARGET,
            "Write a percentage from 1 to 99.999, in quotes, with at most three decimals, as in"
                    + " \"99.9\": one of 100 would allow no failure ever."),
    Allowance(
            Notation.ALLOWANCE,
            "Write a percentage from 0.001 to 99.999, in quotes, with at most three decimals, as in"
                    + " \"0.1\"."),
    PoolValue(
            Notation.POOL_VALUE,
            "Write letters, digits, spaces and any of -_.,:;=/&?+ with {poolSize},"
                    + " {connectTimeoutSeconds}, {connectTimeoutMillis}, {acquireTimeoutSeconds} or"
                    + " {acquireTimeoutMillis} where the numbers go.");

    public static final String DURATION = "^([0-9]+(ms|s|m|h))+$";

    /** Below the 292 years that nanoseconds in 64 bits can hold, so that no reader overflows. */
    public static final String BOUNDED_DURATION = "^([0-9]{1,5}(ms|s|m|h)){1,4}$";

    public static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    public static final String SERVICE = "^[a-z]([-a-z0-9]*[a-z0-9])?$";
    public static final String SUBDOMAIN =
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    public static final String SECRET_KEY = "^[-._a-zA-Z0-9]+$";
    public static final String VARIABLE = "^[A-Za-z_][A-Za-z0-9_]*$";
    public static final String PATH = "^/[!$-&(-~]*$";
    public static final String STATUS = "^[1-5][0-9][0-9](-[1-5][0-9][0-9])?$";
    public static final String HOST =
            "^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$";

    /** Of an upstream's URL; policy.Scheme says what each means. */
    public static final String SCHEMES =
            "http|https|ws|wss|tcp|tls|dns|grpc|grpcs|redis|rediss|amqp|amqps|kafka|kafkas|nats|smtp|smtps";

    /** Those of them without a usual port. */
    public static final String SCHEMES_WITH_PORT = "tcp|tls|grpc|grpcs|kafkas";

    /** Those of them whose URL ends after host and port. */
    public static final String SCHEMES_WITHOUT_PATH =
            "tcp|tls|dns|grpc|grpcs|redis|rediss|kafka|kafkas|nats|smtp|smtps";

    public static final String HEADER = "^[A-Za-z0-9_-]+$";
    public static final String HEADER_VALUE = "^([!-~]([ -~]*[!-~])?)?$";

    /** Those of them whose URL ends after a virtual host. */
    public static final String SCHEMES_WITH_VIRTUAL_HOST = "amqp|amqps";

    /** What may follow host and port in their URLs; 255 bytes are all that AMQP can carry. */
    public static final String VIRTUAL_HOST =
            "(/([-A-Za-z0-9._~:@!$&()*+,;=]|%[0-9A-Fa-f]{2}){0,255})?";

    /** Those of them that log in, where a login is declared. */
    public static final String SCHEMES_WITH_LOGIN = "redis|rediss|amqp|amqps|kafka|kafkas|nats";

    /** Those of them whose login needs a user name. */
    public static final String SCHEMES_WITH_USERNAME = "amqp|amqps" + "|kafka|kafkas";

    /** Of a dns URL: labels may begin with an underscore, as those of services do. */
    public static final String DNS_NAME =
            "([A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?[.])*"
                    + "[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?";

    /** An IPv6 address has two colons at least. */
    public static final String NAME_SERVER =
            "^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:"
                    + Rules.PORT_NUMBER
                    + ")?|[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)$";

    public static final String DATABASE_NAME = "^[ -~]+$";
    public static final String GRPC_SERVICE = "^[!-~]*$";

    public static final String SHARE = "^(100|[1-9][0-9]?([.][0-9]{1,2})?)$";

    public static final String TARGET = "^[1-9][0-9]?([.][0-9]{1,3})?$";

    public static final String ALLOWANCE =
            "^([1-9][0-9]?([.][0-9]{1,3})?|0[.]([1-9][0-9]{0,2}|0[1-9][0-9]?|00[1-9]))$";

    public static final String POOL_VALUE =
            "^([-A-Za-z0-9"
                    + " _.,:;=/&?+]|[{](poolSize|(connect|acquire)Timeout(Seconds|Millis))[}])+$";

    private final String pattern;
    private final String accepted;
    private final Pattern compiled;
    private final String hint;

    Notation(String pattern, String hint) {
        this(pattern, pattern, hint);
    }

    Notation(String pattern, String accepted, String hint) {
        this.pattern = pattern;
        this.accepted = accepted;
        this.compiled = Pattern.compile(accepted);
        this.hint = hint;
    }

    /** The notation that a schema's {@code pattern} stands for. */
    public static Optional<Notation> ofPattern(String pattern) {
        return Arrays.stream(values()).filter(it -> it.pattern.equals(pattern)).findFirst();
    }

    public boolean accepts(String text) {
        return compiled.matcher(text).matches();
    }

    /** What to write, as a sentence. */
    public String hint() {
        return hint;
    }

    /** The same check as {@link #accepts}, in CEL, on {@code self}. */
    public String rule() {
        return "self.matches('" + accepted + "')";
    }
}
