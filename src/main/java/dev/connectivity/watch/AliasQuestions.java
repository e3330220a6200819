package dev.connectivity.watch;

import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Scheme;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must be known of an upstream that is called by another Service's name: where it is, always;
 * and until it is proven, that it answers what is sent to that name.
 */
public final class AliasQuestions {

    private static final String HOST = "Host";
    private static final int USUAL = 80;

    private AliasQuestions() {}

    /** The target that tells where an upstream is. */
    public static String placeId(String upstream) {
        return "place/" + upstream;
    }

    /** The target that proves an upstream. */
    public static String proofId(String upstream) {
        return "alias/" + upstream;
    }

    /**
     * Questions by their target's id.
     *
     * @param unproven names of the upstreams that are yet to be proven
     */
    public static Map<String, Question> of(
            Policy policy, Questions.Resolved resolved, Set<String> unproven) {
        Map<String, Question> questions = new LinkedHashMap<>();
        for (Upstream upstream : policy.upstreams()) {
            alias(upstream)
                    .ifPresent(
                            alias -> {
                                questions.put(
                                        placeId(upstream.name()),
                                        new Question.Place(
                                                new Address(
                                                        upstream.host(),
                                                        upstream.port(),
                                                        policy.namespace())));
                                Optional.ofNullable(resolved.upstreams().get(upstream.name()))
                                        .filter(it -> unproven.contains(upstream.name()))
                                        .flatMap(it -> proof(it, upstream, alias))
                                        .ifPresent(
                                                it -> questions.put(proofId(upstream.name()), it));
                            });
        }
        return questions;
    }

    /** The Service that is declared as an upstream's fallback. */
    public static Optional<Alias> alias(Upstream upstream) {
        return upstream.fallback()
                .flatMap(
                        it ->
                                it.means() instanceof Alias alias
                                        ? Optional.of(alias)
                                        : Optional.empty());
    }

    /** Whether it speaks of the host that it is called by, so that another name must be proven. */
    public static boolean needsProof(Upstream upstream) {
        return upstream.scheme() == Scheme.HTTP;
    }

    private static Optional<Question> proof(Question question, Upstream upstream, Alias alias) {
        return question instanceof HttpRequest request && needsProof(upstream)
                ? Optional.of(
                        new HttpRequest(
                                request.address(),
                                request.tls(),
                                request.target(),
                                request.http(),
                                headers(request, upstream, alias)))
                : Optional.empty();
    }

    private static List<Header> headers(HttpRequest request, Upstream upstream, Alias alias) {
        String host =
                upstream.port() == USUAL ? alias.name() : alias.name() + ":" + upstream.port();
        return Stream.concat(
                        request.headers().stream().filter(it -> !it.name().equalsIgnoreCase(HOST)),
                        Stream.of(new Header(HOST, host, false)))
                .toList();
    }
}
