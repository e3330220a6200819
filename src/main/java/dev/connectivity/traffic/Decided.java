package dev.connectivity.traffic;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one resource.
 *
 * @param live as it was looked at; empty where there is none, or it is somebody else's
 * @param decision Apply: it is to be written
 * @param returns when what was written was changed back or removed, oldest first, at most three
 * @param message what is the case, and what to do
 */
public record Decided(
        Wanted wanted,
        Optional<GenericKubernetesResource> live,
        Decision decision,
        List<Instant> returns,
        String message) {

    private static final FieldPath SPEC = FieldPath.of("spec");

    /** Of one that nothing asks for any longer, and that is not gone yet. */
    public static Decided left(GenericKubernetesResource live, String why) {
        return new Decided(
                Wanted.former(TrafficKind.valueOf(live.getKind()), live.getMetadata().getName()),
                Optional.of(live),
                Decision.None,
                List.of(),
                why);
    }

    /** Otherwise, since the API server has answered. */
    public Decided but(Decision other, String why) {
        return new Decided(wanted, live, other, returns, why);
    }

    public Ruling ruling(Policy policy, Optional<String> owner) {
        boolean open = decision != Decision.Holds && decision != Decision.None;
        return new Ruling(
                new Finding(
                        Reason.TrafficInconsistent,
                        wanted.subject(),
                        SPEC.toString(),
                        "",
                        "",
                        message,
                        open ? Optional.of(new Fix(SPEC, wanted.spec(), true)) : Optional.empty()),
                decision,
                owner,
                Optional.empty(),
                open ? Optional.of(yaml(policy)) : Optional.empty(),
                returns);
    }

    /** As a user would commit it: without what only the operator may say. */
    private String yaml(Policy policy) {
        GenericKubernetesResource object = wanted.object(policy);
        object.getMetadata().setOwnerReferences(List.of());
        object.getMetadata().setAnnotations(null);
        object.getMetadata().setLabels(null);
        String yaml = Serialization.asYaml(object);
        return yaml.startsWith("---\n") ? yaml.substring("---\n".length()) : yaml;
    }
}
