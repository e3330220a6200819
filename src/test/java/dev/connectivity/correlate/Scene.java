package dev.connectivity.correlate;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Verdict;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Fact.Family;
import dev.connectivity.probe.Fact.FamilyTried;
import dev.connectivity.probe.Fact.Tried;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import dev.connectivity.testing.JudgeFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dependencies by name, and what is known of each. */
final class Scene {

    private record One(Verdict verdict, Symptoms symptoms) {}

    private final Map<String, One> all = new LinkedHashMap<>();

    static Scene of() {
        return new Scene();
    }

    /** Those named {@code prefix}1 to {@code prefix}count answered at that second. */
    Scene up(String prefix, int count, String host, int second) {
        return each(prefix, count, host, answered(at(second)));
    }

    /** They failed for good, each from that second on; two attempts, a second apart. */
    Scene down(String prefix, int count, String host, Reason reason, int second) {
        each(prefix, count, host, failed(at(second), reason));
        return each(prefix, count, host, failed(at(second + 1), reason));
    }

    /** A name server that says its address failed them. */
    Scene unresolved(String prefix, int count, String host, String server, int second) {
        Observation failure = failed(at(second), Reason.DNSServerFailure);
        Observation told = JudgeFixtures.knowing(failure, new Fact.NameServer(server));
        each(prefix, count, host, told);
        return each(prefix, count, host, told);
    }

    /** IPv4 answered at that second, and IPv6 was tried beside it. */
    Scene dual(String prefix, int count, String host, Tried overIPv6, int second) {
        return each(
                prefix,
                count,
                host,
                JudgeFixtures.knowing(
                        answered(at(second)),
                        new FamilyTried(Family.IPv4, new Tried.Connected(), Duration.ZERO),
                        new FamilyTried(Family.IPv6, overIPv6, Duration.ZERO)));
    }

    Map<String, Symptoms> symptoms() {
        Map<String, Symptoms> symptoms = new LinkedHashMap<>();
        all.forEach((name, one) -> symptoms.put(name, one.symptoms()));
        return symptoms;
    }

    Clusters<String> clusters() {
        return clusters(Clusters.none());
    }

    Clusters<String> clusters(Clusters<String> before) {
        return Correlator.correlate(symptoms(), before);
    }

    /** In {@code host}, {@code #} is the number. */
    private Scene each(String prefix, int count, String host, Observation observation) {
        for (int number = 1; number <= count; number++) {
            Address address = new Address(host.replace("#", Integer.toString(number)), 443, "shop");
            all.compute(
                    prefix + number,
                    (name, known) -> {
                        Verdict unknown = Verdict.unknown(NOON);
                        One before =
                                known == null
                                        ? new One(
                                                unknown,
                                                Symptoms.begin(new Question.Tcp(address), unknown))
                                        : known;
                        Verdict after = Judge.judge(before.verdict(), observation, aPacing());
                        return new One(after, before.symptoms().after(observation, after));
                    });
        }
        return this;
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
