package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Expiry;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What dependencies' verdicts tell that somebody should do something about. */
final class DependencyFindings {

    private DependencyFindings() {}

    /** What many fail on, once each; the certificates that end soon; what fallbacks meet. */
    static List<FindingStatus> show(Known known) {
        Map<String, Verdict> told = Dependencies.byName(known);
        Map<String, Common> shared = new LinkedHashMap<>();
        told.values().stream()
                .flatMap(verdict -> verdict.common().stream())
                .forEach(common -> shared.putIfAbsent(common.display(), common));
        Stream<FindingStatus> endings =
                told.entrySet().stream()
                        .flatMap(
                                one ->
                                        one
                                                .getValue()
                                                .history()
                                                .expiry()
                                                .map(expiry -> expiring(one.getKey(), expiry))
                                                .stream());
        Stream<FindingStatus> troubles =
                known.fallbacks().troubles().stream()
                        .map(
                                it ->
                                        finding(
                                                it.reason(),
                                                object(Restored.upstream(it.upstream())),
                                                it.message()));
        return Stream.of(shared.values().stream().map(DependencyFindings::many), endings, troubles)
                .flatMap(it -> it)
                .toList();
    }

    private static FindingStatus many(Common common) {
        return finding(
                common.reason(),
                common.display(),
                "%d or more dependencies fail on %s, of this policy or others. %s"
                        .formatted(common.atLeast(), common.words(), advice(common)));
    }

    private static String advice(Common common) {
        return switch (common.kind()) {
            case NameServer ->
                    "Look at the name server before the dependencies: at CoreDNS and the servers"
                            + " that it forwards to.";
            case Host -> "Look at that host, and the way to it, before each dependency.";
            case AddressFamily ->
                    "Look at the network's routes for that family before each dependency; those"
                            + " that are up are reached by their other family.";
        };
    }

    private static FindingStatus expiring(String dependency, Expiry expiry) {
        return finding(
                Reason.TLSCertificateExpiringSoon,
                object(dependency),
                "A certificate that %s shows ends at %s. Have it renewed before."
                        .formatted(object(dependency), Times.rfc3339(expiry.notAfter())));
    }

    /** {@code Upstream/chatbot}, {@code Database/database}. */
    private static String object(String dependency) {
        return dependency.equals(Restored.DATABASE)
                ? "Database/" + dependency
                : "Upstream/" + dependency.substring(Restored.upstream("").length());
    }

    private static FindingStatus finding(Reason reason, String object, String message) {
        return new FindingStatus(
                reason, object, null, null, null, message, null, null, null, null, null);
    }
}
