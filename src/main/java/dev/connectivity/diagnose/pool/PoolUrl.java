package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.ContainerPatch;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.diagnose.pool.ContainerEnv.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The variable with the connection URL, whose parameters should have values of ours. What the URL
 * itself is, stays in its Secret: it is referred to by {@code $(NAME)}, and all that must be known
 * of it is whether it has parameters already.
 *
 * @param wanted values by parameter, in their order
 * @param why what is wrong where they are not there
 */
record PoolUrl(PoolScene scene, Map<String, String> wanted, Reason reason, String why) {

    private static final String FROM_SECRET = "_SECRET";

    Optional<Finding> finding() {
        return switch (scene.env().get(name())) {
            case Entry.Absent ignored ->
                    Optional.of(
                            byHand(
                                    "Variable %s is not in the container: name the one with the connection URL in spec.database.pool.env, or set %s where the URL is kept."
                                            .formatted(name(), parameters())));
            case Entry.Literal literal -> literal(literal.text());
            case Entry.Sourced sourced -> Optional.of(sourced(sourced.secret()));
            case Entry.Repeated ignored ->
                    Optional.of(
                            byHand(
                                    "The container has %s more than once: keep one of them, and set %s in it."
                                            .formatted(name(), parameters())));
        };
    }

    private Optional<Finding> literal(String text) {
        Optional<ConnectionUrl> url = ConnectionUrl.parse(text);
        Optional<String> mark = url.flatMap(this::mark);
        if (url.isEmpty() || mark.isEmpty()) {
            return Optional.of(
                    byHand(
                            "Set %s in %s by hand: it may hold a credential, or what it is made of cannot be told, so it is neither changed nor repeated here."
                                    .formatted(parameters(), name())));
        }
        String right = url.get().with(wanted, mark.get()).text();
        return right.equals(text)
                ? Optional.empty()
                : Optional.of(
                        finding(
                                text,
                                right,
                                "Set %s in %s.".formatted(parameters(), name()),
                                Optional.of(
                                        new Fix(scene.path(name()).field("value"), right, true))));
    }

    /** What parts the parameters from the rest; empty where that cannot be told. */
    private Optional<String> mark(ConnectionUrl url) {
        Optional<String> variable = url.variable();
        if (variable.isEmpty()) {
            return Optional.of("?");
        }
        boolean known =
                scene.env().get(variable.get()) instanceof Entry.Sourced sourced
                        && isPolicyUrl(sourced.secret());
        return known ? markOfSecret().or(url::separator) : url.separator();
    }

    private Optional<String> markOfSecret() {
        return scene.evidence().urlHasQuery().map(has -> has ? "&" : "?");
    }

    private boolean isPolicyUrl(Optional<SecretKey> secret) {
        return secret.isPresent() && secret.equals(scene.evidence().urlKey());
    }

    private Finding sourced(Optional<SecretKey> secret) {
        String source = name() + FROM_SECRET;
        Optional<String> mark = isPolicyUrl(secret) ? markOfSecret() : Optional.empty();
        if (secret.isEmpty() || mark.isEmpty() || scene.env().has(source)) {
            return byHand(
                    "Variable %s takes its value from elsewhere (valueFrom), which is never changed: set %s in the URL there."
                            .formatted(name(), parameters()));
        }
        String right = "$(%s)%s%s".formatted(source, mark.get(), parameters());
        return finding(
                "valueFrom",
                right,
                "Variable %s takes its URL from a Secret (valueFrom), which is never changed for you. Before it, define %s from that Secret, and give %s the value %s."
                        .formatted(name(), source, name(), right),
                Optional.of(
                        new Fix(
                                scene.path(name()).field("value"),
                                right,
                                false,
                                Optional.of(
                                        EnvPatch.of(
                                                scene.container().getName(),
                                                List.of(
                                                        EnvPatch.fromSecret(source, secret.get()),
                                                        ContainerPatch.replaced(
                                                                name(), right)))))));
    }

    private String name() {
        return scene.pool().url();
    }

    private String parameters() {
        return wanted.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
    }

    private Finding byHand(String how) {
        return finding("", parameters(), how, Optional.empty());
    }

    private Finding finding(String observed, String expected, String how, Optional<Fix> fix) {
        return new Finding(
                reason,
                scene.workload(),
                fix.map(Fix::path).orElseGet(() -> scene.path(name())).toString(),
                observed,
                expected,
                why + " " + how,
                fix);
    }
}
