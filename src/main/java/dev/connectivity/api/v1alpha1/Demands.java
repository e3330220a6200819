package dev.connectivity.api.v1alpha1;

/**
 * What a spec must fulfil beyond types and ranges: the sentences that a user reads when it does
 * not, the same whether the API server refuses the object or, under an older CRD, the operator
 * does.
 */
public final class Demands {

    public static final String SAME_WORKLOAD =
            "Keep the workload of this policy. For another workload, delete this policy and create"
                    + " a new one.";
    public static final String LISTED_SECRET =
            "Add this Secret to spec.secrets: every Secret that the policy uses must be listed"
                    + " there.";
    public static final String HEALTH_PORT =
            "Give spec.health.port, or spec.listener whose port is then used.";
    public static final String UNIQUE_UPSTREAMS =
            "Give every upstream a name of its own: two have the same.";
    public static final String UNIQUE_SERVICES = "Name each port of a Service once.";
    public static final String SERVICE_PORT =
            "Write the Service port as a number from 1 to 65535 without quotes, or as its name:"
                    + " lower-case letters, digits and dashes, with at least one letter, at most 15"
                    + " characters.";
    public static final String HARMLESS_VARIABLE =
            "Remove this variable from spec.listener.env: it makes programs load or run code, so it"
                    + " is never written.";
    public static final String WHOLE_SECONDS =
            "Write period and timeout in whole seconds, minutes or hours, at least 1s: the kubelet"
                    + " counts seconds.";
    public static final String WHOLE_SECONDS_BUDGET =
            "Write the budget in whole seconds, minutes or hours, from 1s to 24h: the kubelet"
                    + " counts seconds.";
    public static final String TIMEOUT_WITHIN_PERIOD =
            "Make the timeout at most as long as the period.";
    public static final String INTERVAL = "Make the interval at least 1s and at most 24h.";
    public static final String TIMEOUT = "Make the timeout at least 100ms.";
    public static final String TIMEOUT_WITHIN_INTERVAL =
            "Make the timeout at most as long as the interval.";
    public static final String OPEN_FOR = "Make openFor at least 1s and at most 24h.";
    public static final String BACKOFF = "Make backoff at least 100ms.";
    public static final String MAX_BACKOFF =
            "Make maxBackoff at least as long as backoff, and at most 1h.";
    public static final String URL_OR_PARTS =
            "Give either url, or host, name, username and password: not both.";
    public static final String COMPLETE_PARTS =
            "Give url, or all of host, name, username and password.";
    public static final String MAX_LAG =
            "Make maxLag at least 1s, and give it with role Any: a server that takes writes is"
                    + " behind nobody.";
    public static final String SCHEME =
            "Begin the URL with its scheme, which decides how it is asked, as in https://: "
                    + "http, https, ws, wss, tcp, tls, dns, grpc, grpcs, "
                    + "redis, rediss, amqp, amqps, kafka, kafkas, nats, smtp or smtps.";
    public static final String USER_INFO =
            "Remove the user name and password from the URL: everybody who may read the policy"
                    + " would read them.";
    public static final String URL_HOST =
            "Name the host after the scheme, a DNS name or an IP address (IPv6 in brackets), as in"
                    + " https://chat.example.test/path.";
    public static final String URL_NEEDS_PORT =
            "Give the URL a port, as in tcp://host:port: its scheme has no usual one.";
    public static final String URL_WITHOUT_PATH =
            "End the URL after the host and port: nothing that follows them is used with its"
                    + " scheme.";
    public static final String DNS_NAME =
            "Write a dns URL as dns://name, with a DNS name and without a port; the name server is"
                    + " given in probe.dns.server.";
    public static final String URL_PORT = "Give the URL a port from 1 to 65535.";
    public static final String URL_PATH =
            "Percent-encode special characters in the URL's path and query, and leave out"
                    + " #fragments.";
    public static final String VIRTUAL_HOST =
            "End the URL after a virtual host of at most 255 characters, as in"
                    + " amqp://rabbit.example.test/shop: write a slash in it as %2F, and leave out"
                    + " ?queries and #fragments.";
    public static final String LOGIN_SCHEME =
            "Remove probe.login: only URLs that begin with redis://, rediss://, amqp://, amqps://,"
                    + " kafka://, kafkas:// or nats:// log in.";
    public static final String LOGIN_USERNAME =
            "Give probe.login.username too: amqp and kafka log in with both a name and a password.";
    public static final String STATUS_ORDER =
            "Write the range of status codes from the lower to the higher one.";

    public static final String START_TLS =
            "Use startTls only with a tls:// URL, or remove it: other schemes know by themselves"
                    + " when TLS begins.";
    public static final String HTTP_VERSION =
            "Use version HTTP2 only with a URL that begins with http:// or https://, or remove it:"
                    + " other schemes have versions of their own.";
    public static final String UNIQUE_HEADERS =
            "Give each header once: two have the same name, letters' case aside.";
    public static final String HEADER_VALUE = "Give the header either value or valueFrom.";
    public static final String HEADER_NAME =
            "Remove this header: it governs the connection, so the operator writes it, or leaves it"
                    + " out.";
    public static final String HEADER_DEMAND =
            "Give exactly one of presence, equals, contains and notContains.";
    public static final String BODY_DEMAND =
            "Give exactly one of contains, notContains and matches.";
    public static final String BODY_EXPRESSION =
            "Write the expression without braces: repeat with *, + or ?, and write a literal brace"
                    + " as [\\x7B].";
    public static final String BODY_SYNTAX =
            "Write a regular expression in RE2's syntax: one without back references and"
                    + " look-around.";
    public static final String BODY_OF_GET =
            "Use method GET with body: the answers to other methods have none to look at.";
    public static final String MAX_LATENCY =
            "Make maxLatency at least 1ms and less than the timeout: what takes longer than the"
                    + " timeout is no answer.";

    /** Header fields that frame the message, or are meant for the next hop alone. */
    public static final String CONNECTION_HEADERS =
            "^(?i)(connection|content-length|expect|http2-settings|keep-alive|proxy-.*"
                    + "|sec-websocket-(accept|extensions|key|version)|te|trailer|transfer-encoding"
                    + "|upgrade)$";

    public static final String CUSTOM_POOL =
            "Give custom, with at least one variable, exactly where the framework is Custom.";
    public static final String POOL_ENV =
            "Remove env: only Prisma and Rails read their pool's settings from a URL in a"
                    + " variable.";
    public static final String HARMLESS_POOL_VARIABLE =
            "Name another variable: this one makes programs load or run code, so it is never"
                    + " written.";
    public static final String POOL_TIMEOUT =
            "Write the timeout in whole seconds, minutes or hours, from 1s to 1h.";
    public static final String RECOVERY =
            "Make the longest time to recover at least 1s and at most 24h.";
    public static final String FALLBACK_UNION =
            "Give exactly the field that belongs to the fallback's type: flag with Flag, service"
                    + " with Service, env with at least one variable with Environment.";
    public static final String HARMLESS_FALLBACK_VARIABLE =
            "Remove this variable from the fallback's env: it makes programs load or run code, so"
                    + " it is never written.";
    public static final String DWELL = "Make dwell at least 1s and at most 1h.";
    public static final String OTHER_STAND_IN =
            "Name another Service as backend than the one that the operator makes.";
    public static final String FALLBACK_SCHEME =
            "Use a fallback of type Flag or Environment: Service is for URLs that begin with"
                    + " http:// or tcp://, since a stand-in must not be less protected than what it"
                    + " replaces.";
    public static final String UNIQUE_ALIASES =
            "Give every fallback a Service of its own: two have the same service.name.";
    public static final String UNIQUE_FLAGS =
            "Give every fallback a flag of its own: two have the same.";

    public static final String WINDOW = "Make the window at least 1h and at most 720h.";
    public static final String BELOW = "Make below at least 1ms and at most 1h.";
    public static final String ONE_SETTER =
            "Name each variable once: another fallback's env or spec.listener.env sets this one"
                    + " too.";

    public static final String TRAFFIC_ROUTES =
            "Name in traffic.routes the HTTPRoutes that lead to the workload where the provider is"
                    + " EnvoyGateway, and none where it is Istio, which goes by the upstreams'"
                    + " hosts.";
    public static final String TRAFFIC_OF_ROUTES =
            "Remove timeout, requestTimeout, retry and circuit from traffic: with Istio those of"
                    + " each upstream hold, its probe.timeout, retry and circuit.";
    public static final String TRAFFIC_CONNECT_TIMEOUT =
            "Make connectTimeout at least 100ms and at most 1m.";
    public static final String TRAFFIC_TIMEOUT = "Make timeout at least 100ms and at most 24h.";
    public static final String TRAFFIC_REQUEST_TIMEOUT =
            "Make requestTimeout at least 100ms and at most 24h, and not less than timeout: it"
                    + " holds for all tries together.";

    /** Variables from which loaders, interpreters and shells take code, or the place of code. */
    public static final String CODE_VARIABLES =
            "^(LD_.*|DYLD_.*|GLIBC_TUNABLES|GCONV_PATH|PATH|CLASSPATH"
                    + "|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JAVA_OPTS|CATALINA_OPTS"
                    + "|MAVEN_OPTS|GRADLE_OPTS|NODE_OPTIONS|NODE_PATH|NPM_CONFIG_.*"
                    + "|PYTHON[A-Z].*|PERL[5L].*|RUBY(OPT|LIB|PATH|SHELL)|GEM_(HOME|PATH)"
                    + "|BUNDLE_GEMFILE|PHPRC|PHP_INI_SCAN_DIR|LUA_(INIT|PATH|CPATH).*"
                    + "|R_(PROFILE|ENVIRON).*|ERL_(FLAGS|AFLAGS|ZFLAGS|LIBS)|DOTNET_STARTUP_HOOKS"
                    + "|COR(ECLR)?_(PROFILER|ENABLE_PROFILING).*|BASH_(ENV|FUNC_.*)|BASHOPTS"
                    + "|SHELLOPTS|ENV|IFS|PS4|PROMPT_COMMAND|ZDOTDIR|GIT_(SSH|CONFIG|EXEC_PATH"
                    + "|EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND|SEQUENCE_EDITOR).*"
                    + "|SSH_ASKPASS|EDITOR|VISUAL|PAGER|LESSOPEN|LESSCLOSE|BROWSER)$";

    private Demands() {}
}
