package dev.connectivity.propose;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.plan.FieldTree;
import dev.connectivity.plan.Keeper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes one proposal of all the findings of an object, so that it is changed once. */
public final class Proposer {

    private Proposer() {}

    /**
     * What is left to do about findings, in their order.
     *
     * @param live the object that a finding calls {@code Kind/name}, as it is now; empty where
     *     there is none
     */
    public static List<Proposal> propose(
            List<FindingStatus> findings, Function<String, Optional<HasMetadata>> live) {
        Map<String, List<FindingStatus>> open =
                findings.stream()
                        .filter(it -> it.patch() != null && it.state() != FindingState.applied)
                        .collect(
                                Collectors.groupingBy(
                                        FindingStatus::object,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return open.entrySet().stream()
                .flatMap(
                        it ->
                                live
                                        .apply(it.getKey())
                                        .flatMap(object -> proposal(object, it.getValue()))
                                        .stream())
                .toList();
    }

    /** Of those that propose an object as a whole, each by itself. */
    public static List<Proposal> proposeWhole(String namespace, List<FindingStatus> findings) {
        return findings.stream()
                .filter(it -> it.patch() != null && it.state() != FindingState.applied)
                .flatMap(it -> whole(namespace, it).stream())
                .toList();
    }

    private static Optional<Proposal> whole(String namespace, FindingStatus finding) {
        Map<String, Object> object = tree(finding).root();
        if (!object.containsKey("kind")) {
            return Optional.empty();
        }
        String display = finding.object();
        return Optional.of(
                new Proposal(
                        namespace,
                        display.substring(0, display.indexOf('/')),
                        display.substring(display.indexOf('/') + 1),
                        List.of(finding),
                        new Patch.Whole(object),
                        Optional.empty()));
    }

    private static Optional<Proposal> proposal(HasMetadata object, List<FindingStatus> findings) {
        FieldTree live = FieldTree.of(object);
        List<FindingStatus> left = findings.stream().filter(it -> !isDone(it, live)).toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Proposal(
                                object.getMetadata().getNamespace(),
                                object.getKind(),
                                object.getMetadata().getName(),
                                left,
                                patch(object, live, left),
                                Keeper.of(object.getMetadata())));
    }

    /** Whether somebody has made the change since the finding was written. */
    private static boolean isDone(FindingStatus finding, FieldTree live) {
        FieldPath path = FieldPath.parse(Objects.requireNonNullElse(finding.field(), ""));
        return new FieldTree(tree(finding).root())
                .get(path)
                .filter(wanted -> FieldTree.contains(live.get(path).orElse(null), wanted))
                .isPresent();
    }

    private static Patch patch(HasMetadata object, FieldTree live, List<FindingStatus> findings) {
        PatchTree all = PatchTree.EMPTY;
        for (FindingStatus finding : findings) {
            all = all.and(tree(finding));
        }
        if (needsPlaces(object, all)) {
            return new Patch.Json(JsonPatch.of(live.root(), all));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", object.getApiVersion());
        body.put("kind", object.getKind());
        body.put("metadata", Map.of("name", object.getMetadata().getName()));
        body.putAll(all.root());
        return new Patch.Strategic(body);
    }

    /**
     * Where merging goes wrong. Kustomize finds a Service's port only where patch and manifest both
     * write its protocol or both leave it out, and changes nothing without a word where they do
     * not; kubectl knows a Service's ports by their numbers alone, of which two may be the same.
     * And neither can put an entry before another.
     */
    private static boolean needsPlaces(HasMetadata object, PatchTree patch) {
        return object.getKind().equals(Kind.Service.name()) || patch.ordersEntries();
    }

    private static PatchTree tree(FindingStatus finding) {
        return PatchTree.parse(Objects.requireNonNull(finding.patch()));
    }
}
