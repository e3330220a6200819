package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
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
                .flatMap(it -> named(it).stream())
                .anyMatch(policy.getMetadata().getName()::equals);
    }

    /** The policy of which the API server says here that it is not there. */
    static Optional<String> named(Throwable thrown) {
        return Optional.of(thrown)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(it -> it.getCode() == HttpURLConnection.HTTP_NOT_FOUND)
                .map(KubernetesClientException::getStatus)
                .map(Status::getDetails)
                .filter(it -> KIND.equals(it.getKind()))
                .map(StatusDetails::getName);
    }
}
