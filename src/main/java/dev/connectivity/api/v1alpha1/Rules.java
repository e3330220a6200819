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

    /** Of a URL, after the scheme: a name or an IPv4 address, or an IPv6 address in brackets. */
    static final String AUTHORITY =
            "://([[][0-9A-Fa-f:.]+[]]|[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?)";

    /** A decimal number from 1 to 65535. */
    static final String PORT_NUMBER =
            "0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]"
                    + "|6553[0-5])";

    private Rules() {}
}
