package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.HttpRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AliasQuestionsTest {

    private static final String ALIAS =
            "fallback: {type: Service, service: {name: chat, backend: {name: off, port: 1}}}";

    @Test
    void theUpstreamIsAskedAsItIsButUnderTheServicesName() {
        Map<String, Question> asked =
                questions(
                        "{name: bot, url: 'http://chat.example.test/embed?x=1', probe: {http: {method: HEAD, headers: [{name: host, value: own}, {name: A, value: b}]}}, %s}"
                                .formatted(ALIAS),
                        Set.of("bot"));

        assertThat(asked).containsOnlyKeys("place/bot", "alias/bot");
        HttpRequest proof = (HttpRequest) asked.get("alias/bot");
        assertThat(proof.address()).isEqualTo(new Address("chat.example.test", 80, "shop"));
        assertThat(proof.target()).isEqualTo("/embed?x=1");
        assertThat(proof.headers())
                .extracting(it -> it.name() + "=" + it.value())
                .containsExactly("A=b", "Host=chat");
    }

    @Test
    void anUnusualPortIsPartOfTheName() {
        HttpRequest proof =
                (HttpRequest)
                        questions(
                                        "{name: bot, url: 'http://chat:8080/', %s}"
                                                .formatted(ALIAS),
                                        Set.of("bot"))
                                .get("alias/bot");

        assertThat(proof.headers()).extracting(Question.Header::value).containsExactly("chat:8080");
    }

    @Test
    void whatIsProvenOrSpeaksOfNoHostIsOnlyLookedUp() {
        assertThat(questions("{name: bot, url: 'http://chat/', %s}".formatted(ALIAS), Set.of()))
                .containsOnlyKeys("place/bot");
        assertThat(
                        questions(
                                "{name: bot, url: 'tcp://chat:25', %s}".formatted(ALIAS),
                                Set.of("bot")))
                .containsExactly(
                        Map.entry(
                                "place/bot", new Question.Place(new Address("chat", 25, "shop"))));
        assertThat(
                        questions(
                                "{name: bot, url: 'http://chat/', fallback: {type: Flag, flag: a}}",
                                Set.of("bot")))
                .isEmpty();
    }

    @Test
    void whereANameLedIsKeptWhileItCannotBeLookedUpAndForgottenWhenProhibited() {
        Sightings sightings = new Sightings();
        Question place = new Question.Place(new Address("chat", 80, "shop"));

        assertThat(sightings.note("u", "place/a", place, placed("203.0.113.1"))).isTrue();
        assertThat(sightings.note("u", "place/a", place, placed("203.0.113.1"))).isFalse();
        assertThat(sightings.note("u", "place/a", place, failed(Reason.DNSTimeout))).isFalse();
        assertThat(sightings.of("u", "place/a")).contains(placed("203.0.113.1"));
        assertThat(sightings.note("u", "place/a", place, placed("203.0.113.2"))).isTrue();
        assertThat(sightings.note("u", "place/a", place, failed(Reason.DestinationProhibited)))
                .isTrue();
        assertThat(sightings.of("u", "place/a").orElseThrow().facts()).isEmpty();
    }

    @Test
    void anotherQuestionBeginsAnew() {
        Sightings sightings = new Sightings();
        Question one = new Question.Place(new Address("one", 80, "shop"));
        Question other = new Question.Place(new Address("other", 80, "shop"));
        sightings.note("u", "place/a", one, placed("203.0.113.1"));

        sightings.retain("u", Map.of("place/a", other));

        assertThat(sightings.of("u", "place/a")).isEmpty();
    }

    private static Observation placed(String... addresses) {
        return observed(
                new Outcome.Answered(),
                List.of(
                        new Fact.Placed(
                                "chat",
                                Stream.of(addresses).map(InetAddress::ofLiteral).toList())));
    }

    private static Observation failed(Reason reason) {
        return observed(new Outcome.Failed(reason, "chat:80"), List.of());
    }

    private static Observation observed(Outcome outcome, List<Fact> facts) {
        return new Observation(Instant.EPOCH, Duration.ZERO, Map.of(), outcome, facts);
    }

    private static Map<String, Question> questions(String upstream, Set<String> unproven) {
        Policy policy =
                PolicyReader.read(
                        Serialization.unmarshal(
                                """
                                metadata: {name: storefront, namespace: shop, uid: u}
                                spec: {workload: {name: storefront}, upstreams: [%s]}
                                """
                                        .formatted(upstream),
                                ConnectivityPolicy.class));
        Secrets none =
                (namespace, key) -> {
                    throw new AssertionError("no Secret is named");
                };
        return AliasQuestions.of(policy, new Questions(none).resolve(policy), unproven);
    }
}
