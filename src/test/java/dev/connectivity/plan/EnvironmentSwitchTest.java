package dev.connectivity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.plan.EnvironmentSwitch.Outcome;
import dev.connectivity.testing.Held;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnvironmentSwitchTest {

    private static final String ENV = "spec.template.spec.containers[name=app].env";
    private static final String MEMORY = "fallback.connectivity.dev/chat";

    private final List<ManagedFieldsEntry> held = new ArrayList<>();
    private final Map<String, String> annotations = new TreeMap<>();
    private final SortedMap<String, Map<String, String>> on = new TreeMap<>();
    private String env = "[{name: LOG, value: info}, {name: TOKEN, valueFrom: {fieldRef: {}}}]";
    private OnConflict onConflict = OnConflict.Auto;
    private boolean mayRollOut = true;

    @Test
    void whatIsNotOnChangesNothing() {
        assertThat(plan()).isEqualTo(new Outcome(Optional.empty(), false, false, none()));
    }

    @Test
    void theValuesOfBeforeAreWrittenDownWithTheChange() {
        on.put("chat", Map.of("LOG", "quiet", "CHAT", "off"));

        EnvironmentChange change = plan().change().orElseThrow();

        assertThat(change.annotations())
                .containsExactly(Map.entry(MEMORY, "{\"CHAT\":{},\"LOG\":{\"value\":\"info\"}}"));
        assertThat(variables(change)).containsExactlyInAnyOrder("LOG=quiet", "CHAT=off");
        assertThat(change.force()).isFalse();
    }

    @Test
    void whatAOneShotClientHoldsIsTakenAtTheVersionThatWasSeen() {
        held.add(Held.updated("kubectl-client-side-apply", ENV + "[name=LOG].value"));
        on.put("chat", Map.of("LOG", "quiet"));

        assertThat(plan().change().orElseThrow())
                .returns(true, EnvironmentChange::force)
                .returns("7", EnvironmentChange::resourceVersion);
    }

    @Test
    void whatSomebodyDeclaresIsLeftAndNamed() {
        held.add(Held.applied("argocd", ENV + "[name=LOG].value"));
        on.put("chat", Map.of("LOG", "quiet", "CHAT", "off"));

        Outcome outcome = plan();

        assertThat(outcome.change()).isEmpty();
        assertThat(outcome.refusals().get("chat")).contains("LOG is held by argocd");
        onConflict = OnConflict.TakeOver;
        assertThat(plan().change()).isPresent();
    }

    @Test
    void aVariableWithAnotherSourceIsNeverChanged() {
        onConflict = OnConflict.TakeOver;
        on.put("chat", Map.of("TOKEN", "x"));

        assertThat(plan().change()).isEmpty();
        assertThat(plan().refusals().get("chat")).contains("TOKEN takes its value from elsewhere");
    }

    @Test
    void aRolloutThatIsUnderWayIsWaitedFor() {
        mayRollOut = false;
        on.put("chat", Map.of("CHAT", "off"));

        assertThat(plan()).isEqualTo(new Outcome(Optional.empty(), true, false, none()));
    }

    @Test
    void whatIsSetStaysAsItIs() {
        isSet();
        on.put("chat", Map.of("LOG", "quiet", "CHAT", "off"));

        assertThat(plan()).isEqualTo(new Outcome(Optional.empty(), false, false, none()));
    }

    @Test
    void anotherValueInThePolicyIsFollowed() {
        isSet();
        on.put("chat", Map.of("LOG", "silent", "CHAT", "off"));

        EnvironmentChange change = plan().change().orElseThrow();

        assertThat(variables(change)).containsExactlyInAnyOrder("LOG=silent", "CHAT=off");
        assertThat(change.annotations()).isEqualTo(annotations);
    }

    @Test
    void afterwardsEachIsAsBeforeAndWhatWasNotThereIsLeftOut() {
        isSet();

        EnvironmentChange change = plan().change().orElseThrow();

        assertThat(variables(change)).containsExactlyInAnyOrder("LOG=info");
        assertThat(change.annotations()).isEmpty();
    }

    @Test
    void whatIsPutBackIsGivenUp() {
        env = "[{name: LOG, value: info}]";
        held.add(Held.applied(FieldManagers.FALLBACK, ENV + "[name=LOG].value"));

        assertThat(plan()).isEqualTo(new Outcome(Optional.empty(), false, true, none()));
    }

    @Test
    void whatSomebodyElseTookMeanwhileIsTheirs() {
        isSet();
        held.clear();
        held.add(Held.applied(FieldManagers.FALLBACK, ENV + "[name=CHAT].value"));
        env = "[{name: LOG, value: debug}, {name: CHAT, value: \"off\"}]";
        on.put("chat", Map.of("LOG", "quiet", "CHAT", "off"));
        assertThat(plan().change()).isEmpty();

        on.clear();
        assertThat(variables(plan().change().orElseThrow())).isEmpty();
    }

    @Test
    void oneOfTwoIsPutBackAndTheOtherStays() {
        isSet();
        annotations.put("fallback.connectivity.dev/maps", "{\"MAPS\":{}}");
        held.add(Held.applied(FieldManagers.FALLBACK, ENV + "[name=MAPS].value"));
        env =
                "[{name: LOG, value: quiet}, {name: CHAT, value: \"off\"}, {name: MAPS, value:"
                        + " \"off\"}]";
        held.clear();
        held.add(
                Held.applied(
                        FieldManagers.FALLBACK,
                        ENV + "[name=LOG].value",
                        ENV + "[name=CHAT].value",
                        ENV + "[name=MAPS].value"));
        on.put("maps", Map.of("MAPS", "off"));

        EnvironmentChange change = plan().change().orElseThrow();

        assertThat(variables(change)).containsExactlyInAnyOrder("LOG=info", "MAPS=off");
        assertThat(change.annotations()).containsOnlyKeys("fallback.connectivity.dev/maps");
    }

    private void isSet() {
        annotations.put(MEMORY, "{\"CHAT\":{},\"LOG\":{\"value\":\"info\"}}");
        env = "[{name: LOG, value: quiet}, {name: CHAT, value: \"off\"}]";
        held.add(
                Held.applied(
                        FieldManagers.FALLBACK,
                        ENV + "[name=LOG].value",
                        ENV + "[name=CHAT].value"));
    }

    private Outcome plan() {
        Deployment deployment =
                Serialization.unmarshal(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: storefront, namespace: shop, uid: u, resourceVersion: "7"}
                        spec: {template: {spec: {containers: [{name: app, env: %s}]}}}
                        """
                                .formatted(env),
                        Deployment.class);
        deployment.getMetadata().setAnnotations(annotations);
        deployment.getMetadata().setManagedFields(held);
        return EnvironmentSwitch.plan(
                new EnvironmentScene(
                        deployment,
                        Optional.empty(),
                        onConflict,
                        Set.of("kubectl-*"),
                        new Marks(Set.of()),
                        on,
                        mayRollOut));
    }

    private static SortedMap<String, String> none() {
        return new TreeMap<>();
    }

    private static List<String> variables(EnvironmentChange change) {
        return new FieldTree(change.fields())
                .get(FieldPath.parse(ENV)).map(it -> (List<?>) it).orElse(List.of()).stream()
                        .map(FieldTree::map)
                        .map(it -> it.get("name") + "=" + it.get("value"))
                        .toList();
    }
}
