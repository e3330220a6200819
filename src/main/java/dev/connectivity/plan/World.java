package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The objects that a plan may change, and what the policy wants of them.
 *
 * @param services all of the namespace
 */
record World(
        Situation situation,
        ManagedObject deployment,
        List<ManagedObject> services,
        Aims aims,
        Memory memory) {

    static World of(Situation situation) {
        return new World(
                situation,
                ManagedObject.of(Kind.Deployment, situation.deployment()),
                situation.services().stream()
                        .map(it -> ManagedObject.of(Kind.Service, it))
                        .toList(),
                Aims.of(situation),
                Memory.of(situation));
    }

    Optional<ManagedObject> object(Subject subject) {
        return objects().filter(it -> it.subject().equals(subject)).findFirst();
    }

    /** The policy itself, where that is what a finding is about. */
    Optional<ManagedObject> policy(Finding finding) {
        return finding.subject().kind() == Kind.ConnectivityPolicy
                ? Optional.of(ManagedObject.of(Kind.ConnectivityPolicy, situation.resource()))
                : Optional.empty();
    }

    /** Services first: they take effect without a rollout. */
    Stream<ManagedObject> objects() {
        return Stream.concat(services.stream(), Stream.of(deployment));
    }

    /** What we hold for this policy's sake; a Service may be held for that of another policy. */
    List<ManagedObject> held() {
        return objects()
                .filter(it -> !it.ours().isEmpty())
                .filter(
                        it ->
                                it.equals(deployment)
                                        || aims.services().contains(it.subject().name())
                                        || wasApplied(it))
                .toList();
    }

    /** Objects of which we hold a field that nothing speaks for any longer. */
    List<ManagedObject> outgrown() {
        return held().stream()
                .filter(it -> it.equals(deployment) || wasApplied(it))
                .filter(
                        it ->
                                it.ours().leaves().stream()
                                        .anyMatch(leaf -> !isWanted(it.subject(), leaf)))
                .toList();
    }

    /** Of what we hold of an object: what is still wanted, with the values that it has. */
    FieldTree wantedOf(ManagedObject object) {
        FieldTree wanted = FieldTree.EMPTY;
        for (FieldPath leaf : object.ours().leaves()) {
            if (!Aims.isStructure(object.subject(), leaf) && isWanted(object.subject(), leaf)) {
                Optional<Object> value = object.live().get(leaf);
                wanted = value.isPresent() ? wanted.with(leaf, value.get()) : wanted;
            }
        }
        return wanted;
    }

    private boolean isWanted(Subject subject, FieldPath leaf) {
        return Aims.isStructure(subject, leaf)
                || aims.of(subject, leaf).isPresent()
                || situation.findings().stream()
                        .filter(it -> it.subject().equals(subject))
                        .flatMap(it -> it.fix().stream())
                        .anyMatch(it -> PathText.overlap(it.path(), leaf))
                || !situation.policyIsNew()
                        && memory.about(subject, leaf).filter(Remembered::isApplied).isPresent();
    }

    private boolean wasApplied(ManagedObject object) {
        return memory.all().stream()
                .anyMatch(it -> it.isApplied() && it.subject().equals(object.subject()));
    }
}
