package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.testing.Policies;
import dev.connectivity.watch.Secrets.Reading;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

    private static final String CANARY = "canary-4711";
    private static final Policy POLICY =
            Policies.read(
                    """
                    workload: {name: w}, secrets: [brokers], upstreams: [
                      {name: orders, url: 'amqp://rabbit/shop', probe: {login: {
                        username: {secret: brokers, key: name},
                        password: {secret: brokers, key: word}}}},
                      {name: cache, url: 'redis://cache', probe: {login: {
                        password: {secret: brokers, key: word}}}}]
                    """);

    @Test
    void aLoginIsWhatTheSecretHoldsWithoutTheFilesLastNewline() {
        Questions.Resolved resolved =
                resolve(Map.of("name", "storefront\n", "word", CANARY + "\n"));

        assertThat(login(resolved.upstreams().get("orders")))
                .contains(new Login("storefront", CANARY));
        assertThat(login(resolved.upstreams().get("cache"))).contains(new Login("", CANARY));
        assertThat(resolved.problems()).isEmpty();
    }

    @Test
    void aQuestionShowsNothingOfItsLogin() {
        assertThat(resolve(Map.of("name", "storefront", "word", CANARY)).toString())
                .doesNotContain(CANARY)
                .doesNotContain("storefront");
    }

    @ParameterizedTest
    @CsvSource({"'', empty", "' \n', empty", "a\0b, 'binary, not text'"})
    void whatNoLoginCanBeIsAProblemOfTheSecret(String word, String what) {
        Questions.Resolved resolved = resolve(Map.of("name", "storefront", "word", word));

        assertThat(resolved.upstreams()).isEmpty();
        assertThat(resolved.problems())
                .contains(
                        new Problem(
                                Reason.SecretValueMalformed,
                                "Secret brokers, key word is %s: correct the Secret."
                                        .formatted(what)));
    }

    @Test
    void aMissingNameLeavesOneUpstreamUnaskedAndTheOtherNot() {
        Questions.Resolved resolved = resolve(Map.of("word", CANARY));

        assertThat(resolved.upstreams().keySet()).containsExactly("cache");
        assertThat(resolved.problems()).containsExactly(MISSING);
    }

    private static final Problem MISSING = new Problem(Reason.SecretKeyMissing, "Add the key.");

    private static Questions.Resolved resolve(Map<String, String> secret) {
        return new Questions(
                        (namespace, key) ->
                                Optional.ofNullable(secret.get(key.key()))
                                        .<Reading>map(Reading.Value::new)
                                        .orElseGet(() -> new Reading.Missing(MISSING)))
                .resolve(POLICY);
    }

    private static Optional<Login> login(Question question) {
        return switch (question) {
            case Question.Redis redis -> redis.login();
            case Question.Amqp amqp -> amqp.login();
            default -> throw new AssertionError(question);
        };
    }
}
