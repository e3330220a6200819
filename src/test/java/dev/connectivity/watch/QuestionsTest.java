package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.diagnose.PodPort;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import dev.connectivity.testing.Policies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://api            | api       | 80   | false | /
                    https://api/v1/a?b=c  | api       | 443  | true  | /v1/a?b=c
                    https://[2001:db8::1]:8443/ | 2001:db8::1 | 8443 | true | /
                    """)
    void anUpstreamIsAskedWhereItsUrlLeads(
            String url, String host, int port, boolean tls, String target) {
        var question = (Question.HttpRequest) upstream(url);
        assertThat(question.address()).isEqualTo(new Address(host, port, "shop"));
        assertThat(question.tls().isPresent()).isEqualTo(tls);
        assertThat(question.target()).isEqualTo(target);
    }

    @Test
    void aTcpUpstreamIsConnectedTo() {
        assertThat(upstream("tcp://mail:25"))
                .isEqualTo(new Question.Tcp(new Address("mail", 25, "shop")));
    }

    @Test
    void thePodsOwnAddressIsConnectedTo() {
        Policy policy = Policies.read("workload: {name: w}");
        assertThat(PodQuestions.connect(policy, new PodPort("web-1", "10.0.0.1", 3001)))
                .isEqualTo(new Question.Tcp(new Address("10.0.0.1", 3001, "shop")));
    }

    @Test
    void healthIsAskedWhereAReadinessPathIsDeclared() {
        PodPort port = new PodPort("web-1", "10.0.0.1", 3001);
        assertThat(PodQuestions.health(Policies.read("workload: {name: w}"), port)).isEmpty();
        Policy policy =
                Policies.read(
                        "workload: {name: w}, health: {port: 3001, readiness: {path: /ready}}");
        assertThat(PodQuestions.health(policy, port))
                .get()
                .isInstanceOfSatisfying(
                        Question.HttpRequest.class,
                        it -> assertThat(it.target()).isEqualTo("/ready"));
    }

    private static Question upstream(String url) {
        Policy policy =
                Policies.read("workload: {name: w}, upstreams: [{name: a, url: '" + url + "'}]");
        Questions questions =
                new Questions(
                        (namespace, key) -> {
                            throw new AssertionError("no Secret is named");
                        });
        return questions.resolve(policy).upstreams().get("a");
    }
}
