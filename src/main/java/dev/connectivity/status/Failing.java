package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Upstream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What conditions say of upstreams: a sentence for each, and one for those that share a cause. */
final class Failing {

    private Failing() {}

    static String sentences(Known known, List<Upstream> down) {
        Map<Common, String> shared =
                down.stream()
                        .filter(one -> verdict(known, one).common().isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        one -> verdict(known, one).common().orElseThrow(),
                                        LinkedHashMap::new,
                                        Collectors.mapping(
                                                Upstream::name, Collectors.joining(", "))));
        Stream<String> together =
                shared.entrySet().stream()
                        .map(
                                one ->
                                        "%s: %s on %s, with others."
                                                .formatted(
                                                        one.getValue(),
                                                        one.getKey().reason(),
                                                        one.getKey().words()));
        Stream<String> alone =
                down.stream()
                        .filter(one -> verdict(known, one).common().isEmpty())
                        .map(one -> fails(known, one));
        return Stream.concat(together, alone).collect(Collectors.joining(" "));
    }

    /** Empty, or with a space before it. */
    static String warnings(Known known, List<Upstream> up) {
        return up.stream()
                .map(one -> warning(one.name(), verdict(known, one)))
                .collect(Collectors.joining());
    }

    /** Empty, or with a space before it. */
    static String warning(String subject, Verdict told) {
        return told.reason() == Reason.TLSCertificateExpiringSoon
                ? " %s: %s (%s).".formatted(subject, told.reason(), told.detail())
                : "";
    }

    private static String fails(Known known, Upstream upstream) {
        Verdict verdict = verdict(known, upstream);
        return upstream.name() + " fails: " + Words.why(verdict.reason(), verdict.detail()) + ".";
    }

    private static Verdict verdict(Known known, Upstream upstream) {
        return Dependencies.upstream(known, upstream.name());
    }
}
