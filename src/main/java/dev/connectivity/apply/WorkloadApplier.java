package dev.connectivity.apply;

import dev.connectivity.apply.ApplyResult.Applied;
import dev.connectivity.apply.ApplyResult.Conflict;
import dev.connectivity.apply.ApplyResult.Conflict.HeldField;
import dev.connectivity.apply.ApplyResult.Rejected;
import dev.connectivity.apply.ApplyResult.Stale;
import dev.connectivity.plan.Change;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies changes to workloads and Services, with the owned fields alone. */
public final class WorkloadApplier {

    private static final String FIELD_MANAGER = "connectivity-operator";
    private static final String CONFLICT_CAUSE = "FieldManagerConflict";

    /** As in {@code conflict with "helm" using apps/v1}; the name is the only part that counts. */
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");

    /** Enough to understand a refusal; a condition's message holds little more at a glance. */
    private static final int LONGEST_MESSAGE = 300;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int INVALID = 422;

    private final KubernetesClient client;

    public WorkloadApplier(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Makes the change.
     *
     * @throws KubernetesClientException where no answer came, or one that says nothing of the change: try again later
     */
    public ApplyResult apply(String namespace, Change change) {
        return patch(namespace, change, false);
    }

    /** What {@link #apply} would bring; nothing is changed. */
    public ApplyResult dryRun(String namespace, Change change) {
        return patch(namespace, change, true);
    }

    private ApplyResult patch(String namespace, Change change, boolean dryRun) {
        PatchContext.Builder context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(change.force());
        if (dryRun) {
            context.withDryRun(List.of("All"));
        }
        try {
            return new Applied(client.resource(body(namespace, change)).patch(context.build()));
        } catch (KubernetesClientException e) {
            return judge(e);
        }
    }

    private static GenericKubernetesResource body(String namespace, Change change) {
        GenericKubernetesResource body = new GenericKubernetesResource();
        body.setApiVersion(change.apiVersion());
        body.setKind(change.subject().kind().name());
        body.setMetadata(new ObjectMetaBuilder()
                .withName(change.subject().name())
                .withNamespace(namespace)
                .withUid(change.uid())
                .withResourceVersion(change.force() ? change.resourceVersion() : null)
                .build());
        Map<String, Object> fields = new LinkedHashMap<>(change.fields());
        body.setAdditionalProperties(fields);
        return body;
    }

    private static ApplyResult judge(KubernetesClientException e) {
        return switch (e.getCode()) {
            case NOT_FOUND -> new Stale();
            case CONFLICT -> conflict(e);
            case INVALID -> isAboutUid(e) ? new Stale() : new Rejected(message(e));
            case BAD_REQUEST, FORBIDDEN -> new Rejected(message(e));
            default -> throw e;
        };
    }

    private static ApplyResult conflict(KubernetesClientException e) {
        List<HeldField> held = causes(e).stream()
                .filter(cause -> CONFLICT_CAUSE.equals(cause.getReason()))
                .map(cause -> new HeldField(manager(cause.getMessage()), cause.getField()))
                .toList();
        return held.isEmpty() ? new Stale() : new Conflict(held);
    }

    private static boolean isAboutUid(KubernetesClientException e) {
        return causes(e).stream().anyMatch(cause -> "metadata.uid".equals(cause.getField()));
    }

    private static List<StatusCause> causes(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .orElse(List.of());
    }

    private static String manager(String message) {
        Matcher matcher = MANAGER.matcher(message);
        return matcher.find() ? matcher.group(1) : message;
    }

    private static String message(KubernetesClientException e) {
        String message = Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElse("code " + e.getCode());
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }
}
