package dev.connectivity.explain;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what happened in what a gateway wrote: an error body, a line of an access log, or a
 * response flag alone.
 */
public final class GatewayWords {

    /** Longer texts are cut: a sentence and its log line are far shorter. */
    private static final int LONGEST = 16 * 1024;

    /**
     * @param prose compared with the text's underscores as spaces, since access logs have no spaces
     *     within a field
     */
    private record Word(Pattern pattern, boolean prose, Symptom symptom) {

        static Word of(String regex, Symptom symptom) {
            return new Word(Pattern.compile(regex, CASE_INSENSITIVE), true, symptom);
        }

        /** In capitals, alone or in a list of flags, not within a word. */
        static Word flag(String flags, Symptom symptom) {
            return new Word(
                    Pattern.compile("(?<![A-Za-z0-9_/.-])(?:" + flags + ")(?![A-Za-z0-9_/.-])"),
                    false,
                    symptom);
        }
    }

    /** What says why; each decides alone. */
    private static final List<Word> CAUSES =
            List.of(
                    Word.of(
                            "connection refused|ECONNREFUSED|connect error: 111\\b|\\(111:",
                            Symptom.ConnectRefused),
                    Word.of(
                            "connect error: 110\\b|\\(110:|ETIMEDOUT|connection timed out"
                                    + "|connection timeout",
                            Symptom.ConnectTimedOut),
                    Word.of(
                            "connect error: 11[39]\\b|connect error: 101\\b|\\(113:|\\(101:"
                                    + "|EHOSTUNREACH|ENETUNREACH|no route to host"
                                    + "|network is unreachable",
                            Symptom.NoRoute),
                    Word.of(
                            "TLS error|CERTIFICATE VERIFY FAILED|WRONG VERSION NUMBER"
                                    + "|OPENSSL internal|SSL do handshake",
                            Symptom.TlsFailed));

    /** What says where it ended. */
    private static final List<Word> PLACES =
            List.of(
                    Word.of(
                            "no[ _]healthy[ _]upstream|NoHealthyUpstream",
                            Symptom.NoHealthyEndpoint),
                    Word.flag("UH", Symptom.NoHealthyEndpoint),
                    Word.of(
                            "route not found|cluster not found|NoRouteFound|NoClusterFound",
                            Symptom.NoRouteConfigured),
                    Word.flag("NR|NC", Symptom.NoRouteConfigured),
                    Word.of(
                            "reset reason: overflow|UpstreamOverflow|\\{overflow",
                            Symptom.CircuitOverflow),
                    Word.flag("UO", Symptom.CircuitOverflow),
                    Word.of("dns resolution failure|DnsResolutionFailed", Symptom.DnsFailed),
                    Word.flag("DF", Symptom.DnsFailed),
                    Word.of(
                            "connection[ _]termination|remote reset|local reset|remote refused"
                                    + " stream|UpstreamConnectionTermination|UpstreamRemoteReset"
                                    + "|connection reset by peer|ECONNRESET|connect error: 104\\b"
                                    + "|prematurely closed connection",
                            Symptom.ConnectionClosed),
                    Word.flag("UC|UR|LR", Symptom.ConnectionClosed),
                    Word.of(
                            "upstream request timeout|upstream response timeout"
                                    + "|UpstreamRequestTimeout|upstream timed out",
                            Symptom.ResponseTimedOut),
                    Word.flag("UT", Symptom.ResponseTimedOut),
                    Word.of("protocol[ _]error|UpstreamProtocolError", Symptom.ProtocolError),
                    Word.flag("UPE|DPE", Symptom.ProtocolError),
                    Word.of("local rate limited|RateLimited", Symptom.RateLimited),
                    Word.flag("RL|RLSE", Symptom.RateLimited),
                    Word.of(
                            "downstream remote disconnect|DownstreamConnectionTermination",
                            Symptom.ClientLeft),
                    Word.flag("DC", Symptom.ClientLeft),
                    Word.of("UpstreamRetryLimitExceeded", Symptom.RetriesExhausted),
                    Word.flag("URX", Symptom.RetriesExhausted));

    private static final List<Word> CONNECTS =
            List.of(
                    Word.of(
                            "connection[ _]failure|UpstreamConnectionFailure|delayed connect error",
                            Symptom.ConnectFailed),
                    Word.flag("UF", Symptom.ConnectFailed));

    private GatewayWords() {}

    /**
     * What the text tells, the most telling first; empty: it has none of the words that are known.
     * A connect that failed without a reason is told only where no reason is.
     */
    public static Set<Symptom> symptoms(String text) {
        String read = text.substring(0, Math.min(text.length(), LONGEST));
        Set<Symptom> found = new TreeSet<>(all(CAUSES, read));
        if (found.isEmpty()) {
            found.addAll(all(CONNECTS, read));
        }
        found.addAll(all(PLACES, read));
        return found;
    }

    private static List<Symptom> all(List<Word> words, String text) {
        return words.stream().flatMap(word -> found(word, text).stream()).distinct().toList();
    }

    private static Optional<Symptom> found(Word word, String text) {
        Matcher matcher = word.pattern().matcher(word.prose() ? text.replace('_', ' ') : text);
        return matcher.find() ? Optional.of(word.symptom()) : Optional.empty();
    }
}
