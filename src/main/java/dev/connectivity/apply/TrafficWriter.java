package dev.connectivity.apply;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.policy.Policy;
import dev.connectivity.traffic.TrafficKind;
import dev.connectivity.traffic.Wanted;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads and writes the resources by which meshes and gateways are told, where there are any. */
public final class TrafficWriter {

    private static final String STRICT = "Strict";
    private static final String DRY_RUN = "All";

    private final KubernetesClient client;
    private final Cache<TrafficKind, Optional<List<GenericKubernetesResource>>> lately;

    /**
     * @param recent for how long what was {@linkplain #listedLately listed} is good
     */
    public TrafficWriter(KubernetesClient client, Duration recent) {
        this.client = client;
        lately =
                Caffeine.newBuilder()
                        .expireAfterWrite(recent)
                        .scheduler(Scheduler.systemScheduler())
                        .build();
    }

    /** All of a namespace; empty where the API server does not serve the kind. */
    public Optional<List<GenericKubernetesResource>> list(TrafficKind kind, String namespace) {
        return list(resources(kind).inNamespace(namespace));
    }

    /** The same, of all namespaces. */
    public Optional<List<GenericKubernetesResource>> listEverywhere(TrafficKind kind) {
        return list(resources(kind).inAnyNamespace());
    }

    /** The same as it was not long ago, one list for all who write nothing. */
    public Optional<List<GenericKubernetesResource>> listedLately(TrafficKind kind) {
        return lately.get(kind, this::listEverywhere);
    }

    private static Optional<List<GenericKubernetesResource>> list(
            Listable<GenericKubernetesResourceList> resources) {
        try {
            return Optional.of(resources.list().getItems());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether there is an HTTPRoute of this name. */
    public boolean hasRoute(String namespace, String name) {
        ResourceDefinitionContext routes =
                context("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes");
        return client.genericKubernetesResources(routes).inNamespace(namespace).withName(name).get()
                != null;
    }

    /** Asks what that would come to, without force, and without doing it. */
    public ApplyResult dryRun(
            Policy policy, Wanted wanted, Optional<GenericKubernetesResource> seen) {
        return send(policy, wanted, seen, context(false).withDryRun(List.of(DRY_RUN)).build());
    }

    /**
     * Makes it, or sets what is ours of the very object that was looked at.
     *
     * @param seen as it was looked at
     * @param force whether to take what others hold of it
     */
    public ApplyResult apply(
            Policy policy, Wanted wanted, Optional<GenericKubernetesResource> seen, boolean force) {
        return send(policy, wanted, seen, context(force).build());
    }

    private ApplyResult send(
            Policy policy,
            Wanted wanted,
            Optional<GenericKubernetesResource> seen,
            PatchContext context) {
        GenericKubernetesResource object = wanted.object(policy);
        seen.ifPresent(
                it -> {
                    object.getMetadata().setUid(it.getMetadata().getUid());
                    if (context.getForce()) {
                        object.getMetadata()
                                .setResourceVersion(it.getMetadata().getResourceVersion());
                    }
                });
        try {
            return new ApplyResult.Applied(
                    at(wanted.kind(), policy.namespace(), wanted.name()).patch(context, object));
        } catch (KubernetesClientException e) {
            // Also where a webhook of the provider is down: all else of the policy must go on.
            return Refusal.readAny(e).orElseThrow(() -> e);
        }
    }

    private static PatchContext.Builder context(boolean force) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FieldManagers.TRAFFIC)
                .withFieldValidation(STRICT)
                .withForce(force);
    }

    /** Removes it, where it is still as it was looked at: {@code Stale} where it is not. */
    public ApplyResult remove(TrafficKind kind, GenericKubernetesResource seen) {
        try {
            at(kind, seen.getMetadata().getNamespace(), seen.getMetadata().getName())
                    .lockResourceVersion(seen.getMetadata().getResourceVersion())
                    .delete();
            return new ApplyResult.Applied(seen);
        } catch (KubernetesClientException e) {
            return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    ? new ApplyResult.Applied(seen)
                    : Refusal.readAny(e).orElseThrow(() -> e);
        }
    }

    private Resource<GenericKubernetesResource> at(
            TrafficKind kind, String namespace, String name) {
        return resources(kind).inNamespace(namespace).withName(name);
    }

    private MixedOperation<
                    GenericKubernetesResource,
                    GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            resources(TrafficKind kind) {
        return client.genericKubernetesResources(
                context(kind.group(), kind.version(), kind.name(), kind.plural()));
    }

    /** Said in full, so that nothing has to be asked of the API server to find it out. */
    private static ResourceDefinitionContext context(
            String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
