package dev.connectivity.apply;

import dev.connectivity.apply.ApplyResult.Conflict.HeldField;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what the API server says when it does not do as asked. */
final class Refusal {

    private static final int UNPROCESSABLE = 422;
    private static final int MESSAGE_LIMIT = 300;
    private static final String FIELD_CONFLICT = "FieldManagerConflict";
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");

    private Refusal() {}

    /**
     * Empty for a failure that is no answer to the question: the API server is busy, broken or
     * away.
     */
    static Optional<ApplyResult> read(KubernetesClientException e) {
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_CONFLICT -> Optional.of(conflict(e));
            case HttpURLConnection.HTTP_NOT_FOUND -> Optional.of(new ApplyResult.Stale());
            case UNPROCESSABLE ->
                    Optional.of(isAboutUid(e) ? new ApplyResult.Stale() : rejected(e));
            case HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN ->
                    Optional.of(rejected(e));
            // Fields that the schema does not know are answered as if the server had failed.
            case HttpURLConnection.HTTP_INTERNAL_ERROR ->
                    message(e).contains("typed patch object")
                            ? Optional.of(rejected(e))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The same of one that may be busy or broken, where another answer is not waited for. */
    static Optional<ApplyResult> readAny(KubernetesClientException e) {
        return read(e).or(
                        () ->
                                e.getCode() >= HttpURLConnection.HTTP_BAD_REQUEST
                                        ? Optional.of(rejected(e))
                                        : Optional.empty());
    }

    private static ApplyResult conflict(KubernetesClientException e) {
        List<HeldField> held =
                causes(e)
                        .filter(it -> FIELD_CONFLICT.equals(it.getReason()))
                        .map(
                                it ->
                                        new HeldField(
                                                manager(it),
                                                Objects.requireNonNullElse(it.getField(), "")))
                        .toList();
        return held.isEmpty() ? new ApplyResult.Stale() : new ApplyResult.Conflict(held);
    }

    private static String manager(StatusCause cause) {
        Matcher matcher = MANAGER.matcher(Objects.requireNonNullElse(cause.getMessage(), ""));
        return matcher.find() ? matcher.group(1) : "another manager";
    }

    private static boolean isAboutUid(KubernetesClientException e) {
        return causes(e).anyMatch(it -> "metadata.uid".equals(it.getField()));
    }

    private static ApplyResult rejected(KubernetesClientException e) {
        String message = message(e);
        return new ApplyResult.Rejected(
                message.length() <= MESSAGE_LIMIT
                        ? message
                        : message.substring(0, MESSAGE_LIMIT - 1) + "…");
    }

    private static String message(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getMessage)
                .orElse("The API server refused with HTTP status " + e.getCode() + ".");
    }

    private static Stream<StatusCause> causes(KubernetesClientException e) {
        return Stream.ofNullable(e.getStatus())
                .flatMap(it -> Stream.ofNullable(it.getDetails()))
                .flatMap(it -> Stream.ofNullable(it.getCauses()))
                .flatMap(List::stream);
    }
}
