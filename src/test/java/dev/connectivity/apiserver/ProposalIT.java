package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnoser;
import dev.connectivity.diagnose.Evidence;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.diagnose.pool.PoolDiagnoser;
import dev.connectivity.diagnose.pool.PoolEvidence;
import dev.connectivity.plan.Planner;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.propose.KubectlText;
import dev.connectivity.propose.KustomizeText;
import dev.connectivity.propose.Proposal;
import dev.connectivity.propose.Proposer;
import dev.connectivity.status.StatusBuilder;
import dev.connectivity.testing.KnownBuilder;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.PoolFixture;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each patch that is proposed, made as it is printed, and looked at again. */
class ProposalIT extends StorefrontScene {

    private static final Instant NOW = Situations.NOW;
    private static final Set<Integer> ACCEPTING = Set.of(3001, 3005, 9090);

    static Stream<Repair> repairs() {
        return Repair.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repairs")
    void theCommandMakesTheFindingGoAway(Repair repair) {
        clientSideApply(repair.manifests());

        proposals(repair).forEach(it -> kubectl.shell(KubectlText.command(it)));

        assertThat(fixable(repair)).isEmpty();
        assertThat(proposals(statuses(repair))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repairs")
    void theKustomizationMakesTheFindingGoAway(Repair repair) {
        clientSideApply(repair.manifests());
        kubectl.file("overlay/base.yaml", repair.manifests());
        kubectl.file(
                "overlay/mended/kustomization.yaml", KustomizeText.component(proposals(repair)));
        kubectl.file(
                "overlay/kustomization.yaml", "resources: [base.yaml]\ncomponents: [mended]\n");

        String built = kubectl.runIn(namespace, "kustomize", kubectl.path("overlay").toString());
        namespace = API.newNamespace();
        clientSideApply(built);

        assertThat(fixable(repair)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repairs")
    void thePatchInTheStatusMakesTheFindingGoAway(Repair repair) {
        clientSideApply(repair.manifests());

        // The same number twice is what kubectl's own merging cannot tell apart.
        List<FindingStatus> statuses =
                repair.title().contains("twice") ? List.of() : statuses(repair);
        statuses.stream()
                .filter(it -> it.patch() != null)
                .forEach(
                        it ->
                                kubectl.runIn(
                                        namespace,
                                        "patch",
                                        it.object().toLowerCase(Locale.ROOT),
                                        "--type",
                                        "strategic",
                                        "--patch",
                                        it.patch()));

        assertThat(statuses.isEmpty() || fixable(repair).isEmpty()).isTrue();
    }

    @Test
    void everyCheckThatKnowsAPatchIsAmongThem() throws IOException {
        try (Stream<Path> sources =
                Files.walk(Path.of("src/main/java/dev/connectivity/diagnose"))) {
            Set<String> making =
                    sources.filter(it -> it.toString().endsWith(".java"))
                            .filter(it -> text(it).contains("new Fix("))
                            .map(it -> it.getFileName().toString().replace(".java", ""))
                            .collect(Collectors.toSet());
            assertThat(Repair.all().map(Repair::check).collect(Collectors.toSet()))
                    .isEqualTo(making);
        }
    }

    private List<Proposal> proposals(Repair repair) {
        assertThat(fixable(repair)).isNotEmpty();
        List<Proposal> proposals = proposals(statuses(repair));
        assertThat(proposals).isNotEmpty();
        return proposals;
    }

    private List<Proposal> proposals(List<FindingStatus> statuses) {
        return Proposer.propose(statuses, object -> Optional.of(live(object)));
    }

    private HasMetadata live(String object) {
        return object.equals("Service/storefront") ? service() : deployment();
    }

    private List<Finding> fixable(Repair repair) {
        return findings(repair).stream().filter(it -> it.fix().isPresent()).toList();
    }

    /** As the operator would write them in Observe. */
    private List<FindingStatus> statuses(Repair repair) {
        var situation =
                scene(OnConflict.Auto)
                        .mode(Mode.Observe)
                        .with(findings(repair).toArray(Finding[]::new))
                        .build();
        KnownBuilder known = KnownBuilder.aKnown().observing();
        new Planner().plan(situation).rulings().forEach(known::ruling);
        return Objects.requireNonNullElse(StatusBuilder.build(known.build()).findings(), List.of());
    }

    private List<Finding> findings(Repair repair) {
        Policy policy =
                Policies.read("workload: {name: storefront, container: app}, " + repair.policy());
        return policy.listener().isPresent() ? ofListener(policy) : ofPool(policy);
    }

    private List<Finding> ofListener(Policy policy) {
        Deployment deployment = deployment();
        List<Pod> pods = List.of(pod(deployment, "a"), pod(deployment, "b"));
        Map<PodPort, Observation> answers = answers(pods);
        return new Diagnoser()
                .diagnose(
                        new Evidence(
                                policy,
                                deployment,
                                pods,
                                List.of(service()),
                                List.of(),
                                answers,
                                answers,
                                NOW))
                .findings();
    }

    private List<Finding> ofPool(Policy policy) {
        return new PoolDiagnoser()
                .diagnose(
                        new PoolEvidence(
                                policy,
                                policy.database().flatMap(Database::pool).orElseThrow(),
                                deployment(),
                                OptionalInt.empty(),
                                Optional.of(PoolFixture.server(40, 3)),
                                false,
                                List.of(),
                                Optional.of(false),
                                Optional.empty(),
                                NOW));
    }

    /** One that the newest template has made. */
    private static Pod pod(Deployment deployment, String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .endMetadata()
                .withSpec(deployment.getSpec().getTemplate().getSpec())
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(address(name))
                .addNewCondition()
                .withType("Ready")
                .withStatus("False")
                .endCondition()
                .addNewContainerStatus()
                .withName("app")
                .withReady(false)
                .withNewState()
                .withNewRunning(NOW.minusSeconds(60).toString())
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Map<PodPort, Observation> answers(List<Pod> pods) {
        Map<PodPort, Observation> answers = new HashMap<>();
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            for (int port : List.of(80, 3000, 3001, 3005, 9090)) {
                Outcome outcome =
                        ACCEPTING.contains(port)
                                ? new Outcome.Answered()
                                : new Outcome.Failed(Reason.ConnectionRefused, "");
                answers.put(
                        new PodPort(name, address(name), port),
                        new Observation(
                                NOW.minusSeconds(1),
                                Duration.ofMillis(2),
                                Map.of(),
                                outcome,
                                List.of()));
            }
        }
        return answers;
    }

    private static String address(String pod) {
        return "10.0.0." + (int) pod.charAt(0);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
