package dev.connectivity.api.v1alpha1;

/**
 * CEL that several rules share. A default of {@code {}} is checked before what it holds is filled
 * in, hence {@code has()}.
 */
final class Rules {

    /** A call that tells whether its receiver may be given to {@code duration()}. */
    static final String IS_DURATION = ".matches('" + Notation.BOUNDED_DURATION + "')";

    static final String INTERVAL_IN_RANGE =
            "!has(self.interval) || !self.interval"
                    + IS_DURATION
                    + " || (duration(self.interval) >= duration('1s')"
                    + " && duration(self.interval) <= duration('24h'))";

    static final String TIMEOUT_LONG_ENOUGH =
            "!has(self.timeout) || !self.timeout"
                    + IS_DURATION
                    + " || duration(self.timeout) >= duration('100ms')";

    static final String TIMEOUT_WITHIN_INTERVAL =
            "!has(self.interval) || !self.interval"
                    + IS_DURATION
                    + " || !has(self.timeout) || !self.timeout"
                    + IS_DURATION
                    + " || duration(self.timeout) <= duration(self.interval)";

    static final String MAX_LATENCY_WITHIN_TIMEOUT =
            "!has(self.http) || !has(self.http.maxLatency) || !self.http.maxLatency"
                    + IS_DURATION
                    + " || !has(self.timeout) || !self.timeout"
                    + IS_DURATION
                    + " || duration(self.http.maxLatency) < duration(self.timeout)";

    static final String CONNECT_TIMEOUT_IN_RANGE =
            "!self.connectTimeout"
                    + IS_DURATION
                    + " || (!self.connectTimeout.contains('ms')"
                    + " && duration(self.connectTimeout) >= duration('1s')"
                    + " && duration(self.connectTimeout) <= duration('1h'))";

    static final String ACQUIRE_TIMEOUT_IN_RANGE =
            "!self.acquireTimeout"
                    + IS_DURATION
                    + " || (!self.acquireTimeout.contains('ms')"
                    + " && duration(self.acquireTimeout) >= duration('1s')"
                    + " && duration(self.acquireTimeout) <= duration('1h'))";

    static final String RECOVERY_IN_RANGE =
            "!has(self.database) || !self.database"
                    + IS_DURATION
                    + " || (duration(self.database) >= duration('1s')"
                    + " && duration(self.database) <= duration('24h'))";

    /**
     * What {@link Demands#CODE_VARIABLES} says, of a map's keys: these have no bound that the API
     * server knows of, so it would hold the expression for too costly. Wider in that a prefix
     * stands for all that begin with it.
     */
    static final String HARMLESS_NAMES =
            "self.env.all(name, !(name in ['GLIBC_TUNABLES', 'GCONV_PATH', 'PATH', 'CLASSPATH',"
                    + " 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'JAVA_OPTS',"
                    + " 'CATALINA_OPTS', 'MAVEN_OPTS', 'GRADLE_OPTS', 'NODE_OPTIONS', 'NODE_PATH',"
                    + " 'RUBYOPT', 'RUBYLIB', 'RUBYPATH', 'RUBYSHELL', 'GEM_HOME', 'GEM_PATH',"
                    + " 'BUNDLE_GEMFILE', 'PHPRC', 'PHP_INI_SCAN_DIR', 'DOTNET_STARTUP_HOOKS',"
                    + " 'BASH_ENV', 'BASHOPTS', 'SHELLOPTS', 'ENV', 'IFS', 'PS4',"
                    + " 'PROMPT_COMMAND', 'ZDOTDIR', 'SSH_ASKPASS', 'EDITOR', 'VISUAL', 'PAGER',"
                    + " 'LESSOPEN', 'LESSCLOSE', 'BROWSER']) && !['LD_', 'DYLD_', 'NPM_CONFIG_',"
                    + " 'PYTHON', 'PERL5', 'PERLL', 'LUA_', 'R_PROFILE', 'R_ENVIRON',"
                    + " 'ERL_', 'COR_PROFILER', 'COR_ENABLE_PROFILING', 'CORECLR_PROFILER',"
                    + " 'CORECLR_ENABLE_PROFILING', 'BASH_FUNC_', 'GIT_'].exists(prefix,"
                    + " name.startsWith(prefix)))";

    static final String SERVICE_RECOVERY_IN_RANGE =
            "!has(self.service) || !self.service"
                    + IS_DURATION
                    + " || (duration(self.service) >= duration('1s')"
                    + " && duration(self.service) <= duration('24h'))";

    static final String SYSTEM_RECOVERY_IN_RANGE =
            "!has(self.system) || !self.system"
                    + IS_DURATION
                    + " || (duration(self.system) >= duration('1s')"
                    + " && duration(self.system) <= duration('24h'))";

    static final String OPEN_FOR_IN_RANGE =
            "!has(self.openFor) || !self.openFor"
                    + IS_DURATION
                    + " || (duration(self.openFor) >= duration('1s')"
                    + " && duration(self.openFor) <= duration('24h'))";

    static final String WINDOW_IN_RANGE =
            "!has(self.window) || !self.window"
                    + IS_DURATION
                    + " || (duration(self.window) >= duration('1h')"
                    + " && duration(self.window) <= duration('720h'))";

    static final String BELOW_IN_RANGE =
            "!self.below"
                    + IS_DURATION
                    + " || (duration(self.below) >= duration('1ms')"
                    + " && duration(self.below) <= duration('1h'))";

    /** Of a URL, after the scheme: a name or an IPv4 address, or an IPv6 address in brackets. */
    static final String AUTHORITY =
            "://([[][0-9A-Fa-f:.]+[]]|[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?)";

    /** A decimal number from 1 to 65535. */
    static final String PORT_NUMBER =
            "0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]"
                    + "|6553[0-5])";

    private Rules() {}
}
