package dev.connectivity.plan;

import static dev.connectivity.testing.PlanFindings.targetPortIsWrong;
import static dev.connectivity.testing.Situations.aSituation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.Held;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which marks an object is told to be somebody's, and which of them hold {@code Auto} back. */
class MarksTest {

    private static final String TARGET_PORT = "spec.ports[port=80,protocol=TCP].targetPort";

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "argocd.argoproj.io/tracking-id, shop:/Service:shop/storefront, Argo CD Application shop",
        "argocd.argoproj.io/tracking-id, teams_shop:/Service:shop/a, Argo CD Application"
                + " teams/shop",
        "argocd.argoproj.io/instance, shop, Argo CD Application shop",
        "kustomize.toolkit.fluxcd.io/name, shop, Flux Kustomization shop",
        "helm.toolkit.fluxcd.io/name, shop, Flux HelmRelease shop",
        "fleet.cattle.io/bundle-id, shop, Fleet bundle shop",
        "objectset.rio.cattle.io/id, default-shop, Fleet bundle default-shop",
        "kapp.k14s.io/app, 1700000000000, kapp app 1700000000000",
    })
    void autoLeavesWhatAToolKeepsThatComesBack(String key, String value, String keptBy) {
        assertThat(ruled(annotated(Map.of(key, value))))
                .returns(Decision.Conflict, Ruling::decision)
                .returns(Optional.of(keptBy), Ruling::keptBy)
                .returns(Optional.of("kubectl-client-side-apply"), Ruling::owner);
        assertThat(ruled(labelled(Map.of(key, value))))
                .returns(Decision.Conflict, Ruling::decision);
    }

    @Test
    void helmWritesOnceAndGoes() {
        Ruling ruling =
                ruled(
                        annotated(
                                        Map.of(
                                                "meta.helm.sh/release-name", "shop",
                                                "meta.helm.sh/release-namespace", "shop"))
                                .onService(
                                        it ->
                                                it.getMetadata()
                                                        .setLabels(
                                                                Map.of(
                                                                        "app.kubernetes.io/managed-by",
                                                                        "Helm"))));
        assertThat(ruling)
                .returns(Decision.Apply, Ruling::decision)
                .returns(Optional.of("Helm release shop/shop"), Ruling::keptBy);
    }

    @Test
    void aReleaseThatFluxKeepsIsFluxs() {
        Situations scene =
                labelled(
                        Map.of(
                                "app.kubernetes.io/managed-by", "Helm",
                                "helm.toolkit.fluxcd.io/name", "shop",
                                "helm.toolkit.fluxcd.io/namespace", "apps"));
        assertThat(ruled(scene))
                .returns(Decision.Conflict, Ruling::decision)
                .returns(Optional.of("Flux HelmRelease apps/shop"), Ruling::keptBy);
    }

    @Test
    void theInstanceLabelIsAMarkOnlyWhereArgoCdWroteIt() {
        Map<String, String> instance = Map.of("app.kubernetes.io/instance", "shop");
        assertThat(ruled(labelled(instance)))
                .returns(Decision.Apply, Ruling::decision)
                .returns(Optional.empty(), Ruling::keptBy);
        Situations edited =
                labelled(instance)
                        .heldOnService(
                                Held.updated("argocd-controller", "spec.selector"),
                                Held.updated("kubectl-edit", TARGET_PORT));
        assertThat(ruled(edited))
                .returns(Decision.Conflict, Ruling::decision)
                .returns(Optional.of("kubectl-edit"), Ruling::owner)
                .returns(Optional.of("Argo CD Application shop"), Ruling::keptBy);
    }

    @Test
    void anAdministratorSaysWhichMarksCount() {
        Map<String, String> marks = Map.of("example.test/keeper", "robot");
        assertThat(areOn(Set.of("example.test/keeper"), marks)).isTrue();
        assertThat(areOn(Set.of("example.test/*"), marks)).isTrue();
        assertThat(areOn(Set.of("example.test/keeper=robot"), marks)).isTrue();
        assertThat(areOn(Set.of("@kubectl-client-side-apply"), marks)).isTrue();
        assertThat(areOn(Set.of("example.test/keeper=human"), marks)).isFalse();
        assertThat(areOn(Set.of("example.test/keep"), marks)).isFalse();
        assertThat(areOn(Set.of("@robot"), marks)).isFalse();
        assertThat(areOn(Set.of(), marks)).isFalse();
    }

    private static boolean areOn(Set<String> texts, Map<String, String> annotations) {
        Situation situation = annotated(annotations).build();
        return new Marks(texts).areOn(World.of(situation).services().getFirst());
    }

    private static Situations annotated(Map<String, String> annotations) {
        return on(it -> it.getMetadata().setAnnotations(annotations));
    }

    private static Situations labelled(Map<String, String> labels) {
        return on(it -> it.getMetadata().setLabels(labels));
    }

    private static Situations on(Consumer<Service> change) {
        return aSituation().onService(change).with(targetPortIsWrong());
    }

    private static Ruling ruled(Situations scene) {
        return new Planner().plan(scene.build()).rulings().getFirst();
    }
}
