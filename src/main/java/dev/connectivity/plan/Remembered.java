package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finding with a fix, as the status has it.
 *
 * @param value what the fix would set
 */
record Remembered(FindingStatus status, Subject subject, FieldPath path, Object value) {

    /** Empty for a finding without a field or a value. */
    static Optional<Remembered> of(FindingStatus status) {
        Optional<Subject> subject = subject(status.object());
        Optional<FieldPath> path = Optional.ofNullable(status.field()).flatMap(PathText::read);
        if (subject.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        return value(status, path.get())
                .map(value -> new Remembered(status, subject.get(), path.get(), value));
    }

    boolean isApplied() {
        return status.state() == FindingState.applied;
    }

    boolean isContested() {
        return status.state() == FindingState.contested;
    }

    boolean isAbout(Subject other, FieldPath field) {
        return subject.equals(other) && PathText.overlap(path, field);
    }

    boolean isInTemplate() {
        return Template.contains(subject, path);
    }

    /** Whether the object has the value. */
    boolean isRightIn(ManagedObject object) {
        return FieldTree.contains(object.live().get(path).orElse(null), value);
    }

    /** Whether we hold all of it: whoever changes a field of ours takes it from us by that. */
    boolean isHeldIn(ManagedObject object) {
        OwnedFields ours = object.ours();
        return FieldTree.leaves(path, value).stream().allMatch(ours::holds);
    }

    /** When it was changed back, oldest first. */
    List<Instant> returns() {
        return status.returns() == null
                ? List.of()
                : status.returns().stream().map(Instant::parse).toList();
    }

    Finding finding() {
        return new Finding(
                status.reason(),
                subject,
                Objects.requireNonNullElse(status.field(), ""),
                Objects.requireNonNullElse(status.observed(), ""),
                Objects.requireNonNullElse(status.expected(), ""),
                status.message(),
                Optional.empty());
    }

    private static Optional<Subject> subject(String display) {
        int slash = display.indexOf('/');
        return Stream.of(Kind.Deployment, Kind.Service)
                .filter(kind -> slash > 0 && display.substring(0, slash).equals(kind.name()))
                .map(kind -> new Subject(kind, display.substring(slash + 1)))
                .findFirst();
    }

    private static Optional<Object> value(FindingStatus status, FieldPath path) {
        return patch(status.patch())
                .flatMap(it -> it.get(path))
                .or(() -> Optional.ofNullable(status.expected()).filter(it -> !it.isEmpty()));
    }

    private static Optional<FieldTree> patch(@Nullable String yaml) {
        return yaml == null
                ? Optional.empty()
                : Optional.of(
                        new FieldTree(FieldTree.map(Serialization.unmarshal(yaml, Map.class))));
    }
}
