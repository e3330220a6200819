package dev.connectivity.web.access;

import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Asks the API server, about few at once: a crowd of viewers shall not be its load. */
final class Reviews {

    /** At 2 ms each, 1,000 namespaces are known within 130 ms. */
    private static final int AT_ONCE = 16;

    private final KubernetesClient client;
    private final Semaphore free = new Semaphore(AT_ONCE);

    Reviews(KubernetesClient client) {
        this.client = client;
    }

    /** Empty where the token is none, or is for somebody else. */
    Optional<Identity> identity(String token) {
        List<String> audiences = Audience.toDemand(token);
        var review =
                new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(audiences)
                        .endSpec()
                        .build();
        return Optional.ofNullable(asked(() -> client.tokenReviews().create(review)).getStatus())
                .filter(it -> Boolean.TRUE.equals(it.getAuthenticated()))
                .filter(it -> isFor(audiences, it))
                .flatMap(it -> Optional.ofNullable(it.getUser()))
                .map(Identity::of);
    }

    /** An authenticator that knows no audiences names none: its token is for the API server. */
    private static boolean isFor(List<String> demanded, TokenReviewStatus status) {
        List<String> met = Optional.ofNullable(status.getAudiences()).orElse(List.of());
        return demanded.isEmpty() || met.isEmpty() || met.stream().anyMatch(demanded::contains);
    }

    boolean mayGet(Identity who, Scope scope) {
        var review =
                new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(who.user())
                        .withUid(who.uid())
                        .withGroups(who.groups())
                        .withExtra(who.attributes())
                        .withNewResourceAttributes()
                        .withVerb("get")
                        .withGroup("connectivity.dev")
                        .withResource("connectivitypolicies")
                        .withNamespace(scope.namespace())
                        .withName(scope.name())
                        .endResourceAttributes()
                        .endSpec()
                        .build();
        return Optional.ofNullable(
                        asked(
                                        () ->
                                                client.authorization()
                                                        .v1()
                                                        .subjectAccessReview()
                                                        .create(review))
                                .getStatus())
                .map(SubjectAccessReviewStatus::getAllowed)
                .orElse(false);
    }

    private <T> T asked(Supplier<T> question) {
        free.acquireUninterruptibly();
        try {
            return question.get();
        } finally {
            free.release();
        }
    }
}
