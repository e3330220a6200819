package dev.connectivity.fallback;

import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * What the objects have in common that are made for a policy: a label says whose they are, and the
 * reference to their owner has them removed when that is gone.
 */
public final class OwnObject {

    public static final String LABEL = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "connectivity-operator";

    private OwnObject() {}

    /** Whether it was made for this policy. */
    public static boolean isOf(String policyUid, HasMetadata object) {
        return isOurs(object)
                && object.getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .anyMatch(policyUid::equals);
    }

    /** Whether it was made for any policy. */
    public static boolean isOurs(HasMetadata object) {
        return OPERATOR.equals(
                Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of()).get(LABEL));
    }

    /** Of one that is made for a policy. */
    public static ObjectMetaBuilder metadata(Policy policy, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(policy.namespace())
                .addToLabels(LABEL, OPERATOR)
                .addToOwnerReferences(
                        new OwnerReferenceBuilder()
                                .withApiVersion("connectivity.dev/v1alpha1")
                                .withKind("ConnectivityPolicy")
                                .withName(policy.name())
                                .withUid(policy.uid())
                                .build());
    }

    public static Optional<String> annotation(ObjectMeta metadata, String name) {
        return Optional.ofNullable(metadata.getAnnotations()).map(it -> it.get(name));
    }
}
