package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which findings are fixed, which are proposed and which are left alone, and puts the fixes into as few changes as can be. */
public final class Planner {

    private final Situation situation;
    private final Holding workload;
    private final List<Holding> objects;
    private final RulingMaker maker;
    private final RolloutGate gate;

    private Planner(Situation situation) {
        this.situation = situation;
        workload = Holding.of(Kind.Deployment, situation.deployment());
        objects = Stream.concat(
                        situation.services().stream().map(service -> Holding.of(Kind.Service, service)),
                        Stream.of(workload))
                .toList();
        maker = RulingMaker.of(situation);
        gate = RolloutGate.of(situation, workload);
    }

    public static Plan plan(Situation situation) {
        return new Planner(situation).plan();
    }

    private Plan plan() {
        List<Ruling> rulings = gated(ruled());
        Optional<Change> undo = maker.mayChange() ? gate.undo() : Optional.empty();
        return undo.map(change -> undoing(change, rulings)).orElseGet(() -> changing(rulings));
    }

    private List<Ruling> ruled() {
        List<Ruling> rulings = new ArrayList<>();
        situation.findings().forEach(finding -> rulings.add(maker.rule(finding, object(finding.subject()))));
        Holds holds = new Holds(situation.policy(), situation.before(), situation.findings());
        objects.forEach(object -> rulings.addAll(holds.of(object)));
        return rulings;
    }

    /** All fixes of the pod template are made together, or none is. */
    private List<Ruling> gated(List<Ruling> rulings) {
        List<Fix> fixes = templateFixes(rulings);
        if (fixes.isEmpty()) {
            return rulings;
        }
        Decision decision = gate.decide(fixes);
        return rulings.stream()
                .map(ruling -> isTemplateFix(ruling) ? decided(ruling, decision) : ruling)
                .toList();
    }

    private Plan undoing(Change undo, List<Ruling> rulings) {
        List<Ruling> failed = rulings.stream()
                .map(ruling -> ruling.finding()
                                .fix()
                                .filter(fix -> fix.path().isOfPodTemplate())
                                .isPresent()
                        ? decided(ruling, Decision.Failed)
                        : ruling)
                .toList();
        return new Plan(Optional.of(gate.undone()), List.of(), List.of(undo), List.of(), failed);
    }

    private Plan changing(List<Ruling> rulings) {
        Changes changes = new Changes(maker);
        List<Subject> releases = maker.mayChange() ? releases(rulings) : List.of();
        List<Fix> template = templateFixes(rulings);
        Optional<RolloutStatus> rollout = template.isEmpty() ? gate.carry() : Optional.of(gate.begin(template));
        return new Plan(
                rollout,
                releases,
                objects.stream()
                        .flatMap(object -> changes
                                .apply(object, of(object, rulings), releases.contains(object.subject()))
                                .stream())
                        .toList(),
                objects.stream()
                        .flatMap(object -> changes.propose(object, of(object, rulings)).stream())
                        .toList(),
                rulings);
    }

    /** The workload alone, and Services of which we know a finding: others' Services may be held for another policy. */
    private List<Subject> releases(List<Ruling> rulings) {
        return objects.stream()
                .filter(object -> object.equals(workload) || wasOurs(object))
                .filter(object -> object.managed().ours().stream().anyMatch(path -> isUnexplained(path, object, rulings)))
                .map(Holding::subject)
                .toList();
    }

    private boolean wasOurs(Holding object) {
        return situation.before().stream()
                .anyMatch(former -> former.object().equals(object.subject().display()));
    }

    private static boolean isUnexplained(FieldPath path, Holding object, List<Ruling> rulings) {
        String field = path.toString();
        return of(object, rulings).stream()
                .flatMap(ruling -> ruling.finding().fix().stream())
                .map(fix -> fix.path().toString())
                .noneMatch(explained -> field.startsWith(explained));
    }

    private static List<Ruling> of(Holding object, List<Ruling> rulings) {
        return rulings.stream()
                .filter(ruling -> ruling.finding().subject().equals(object.subject()))
                .toList();
    }

    private Optional<Holding> object(Subject subject) {
        return objects.stream().filter(object -> object.subject().equals(subject)).findFirst();
    }

    private static List<Fix> templateFixes(List<Ruling> rulings) {
        return rulings.stream()
                .filter(Planner::isTemplateFix)
                .flatMap(ruling -> ruling.finding().fix().stream())
                .toList();
    }

    private static boolean isTemplateFix(Ruling ruling) {
        return ruling.decision() == Decision.Apply
                && ruling.finding().fix().filter(fix -> fix.path().isOfPodTemplate()).isPresent();
    }

    private static Ruling decided(Ruling ruling, Decision decision) {
        return new Ruling(ruling.finding(), decision, ruling.owner(), ruling.patch(), ruling.returns());
    }
}
