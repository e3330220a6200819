package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy that was deleted while its pass was under way: nothing failed, and nothing is left to
 * do.
 */
final class Departed {

    private static final String KIND = HasMetadata.getPlural(ConnectivityPolicy.class);

    private Departed() {}

    /** Whether this is, or comes of, what the API server says of it. */
    static boolean isSaid(Exception e, ConnectivityPolicy policy) {
        return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .anyMatch(
                        it ->
                                it instanceof KubernetesClientException refusal
                                        && isOf(refusal, policy));
    }

    private static boolean isOf(KubernetesClientException refusal, ConnectivityPolicy policy) {
        return refusal.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                && details(refusal)
                        .filter(it -> KIND.equals(it.getKind()))
                        .filter(it -> policy.getMetadata().getName().equals(it.getName()))
                        .isPresent();
    }

    private static Optional<StatusDetails> details(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus()).map(it -> it.getDetails());
    }
}
