package dev.connectivity.cli.draft;

import dev.connectivity.diagnose.Way;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a first policy for a workload. */
public final class Draft {

    private static final int SECRETS = 8;
    private static final int LONGEST_NAME = 63;

    private final Subject subject;
    private final List<Role> roles = new ArrayList<>();
    private final Optional<Parts> parts;
    private final Yaml yaml = new Yaml();

    /**
     * What is drafted for.
     *
     * @param container the workload's
     * @param onlyContainer whether it is the pod's only one
     * @param port where it listens
     * @param proof why that is taken for the port
     * @param proven whether it accepted a connection on every running pod
     * @param hosts under which gateways offer it
     */
    public record Subject(
            String namespace,
            String name,
            Container container,
            boolean onlyContainer,
            int port,
            String proof,
            boolean proven,
            List<Way> ways,
            Set<String> hosts) {}

    private Draft(Subject subject) {
        this.subject = subject;
        Roles reader =
                new Roles(
                        subject.namespace(),
                        subject.ways().stream().map(Way::service).collect(Collectors.toSet()),
                        subject.hosts());
        List<EnvVar> variables = subject.container().getEnv();
        variables.forEach(variable -> reader.of(variable).ifPresent(roles::add));
        this.parts = databaseKey().isPresent() ? Optional.empty() : Parts.of(variables);
    }

    /** The policy as YAML; a comment says of each guess on what it rests. */
    public static String of(Subject subject) {
        return new Draft(subject).write();
    }

    private String write() {
        yaml.comment(
                0,
                "Drafted from what runs in namespace %s. Check each line that has a comment, then: kubectl apply -f THIS_FILE"
                        .formatted(subject.namespace()));
        yaml.field(0, "apiVersion", "connectivity.dev/v1alpha1");
        yaml.field(0, "kind", "ConnectivityPolicy");
        yaml.raw(0, "metadata", "");
        yaml.field(1, "name", subject.name());
        yaml.field(1, "namespace", subject.namespace());
        yaml.raw(0, "spec", "");
        yaml.field(1, "mode", "Observe").because("reports and proposes; Enforce also corrects");
        yaml.raw(1, "workload", "");
        yaml.field(2, "kind", "Deployment");
        yaml.field(2, "name", subject.name());
        if (!subject.onlyContainer()) {
            yaml.field(2, "container", subject.container().getName())
                    .because("the first of several");
        }
        secrets();
        listener();
        HealthDraft.write(subject.container(), yaml);
        database();
        UpstreamsDraft.write(called(), yaml);
        remarks();
        return yaml.toString();
    }

    private void secrets() {
        Set<String> names = new LinkedHashSet<>();
        databaseKey().ifPresent(it -> names.add(it.key().secret()));
        parts.ifPresent(
                it -> {
                    names.add(it.username().secret());
                    names.add(it.password().secret());
                });
        if (!names.isEmpty()) {
            yaml.raw(1, "secrets", "")
                    .because("named by the container; what is in them was not read");
            names.stream().limit(SECRETS).forEach(name -> yaml.item(1, "", name));
        }
    }

    private void listener() {
        yaml.raw(1, "listener", "");
        yaml.raw(2, "port", Integer.toString(subject.port()))
                .because((subject.proven() ? "" : "NOT PROVEN: ") + subject.proof());
        protocol();
        services();
        List<Role.Carrier> carriers = all(Role.Carrier.class);
        if (!carriers.isEmpty()) {
            yaml.raw(2, "env", "").because("variables that carry the port");
            carriers.forEach(it -> yaml.item(2, "", it.name()).because("now " + it.now()));
        }
    }

    private void protocol() {
        boolean grpc =
                subject.ways().stream()
                        .anyMatch(
                                way -> way.name().filter(it -> it.startsWith("grpc")).isPresent());
        boolean https =
                subject.container().getReadinessProbe() != null
                        && subject.container().getReadinessProbe().getHttpGet() != null
                        && "HTTPS"
                                .equals(
                                        subject.container()
                                                .getReadinessProbe()
                                                .getHttpGet()
                                                .getScheme());
        yaml.field(2, "protocol", grpc ? "GRPC" : https ? "HTTPS" : "HTTP")
                .because(
                        grpc
                                ? "by the name of the Service's port"
                                : https
                                        ? "by the scheme of the readiness probe"
                                        : "a guess; HTTPS, GRPC and TCP are the others");
    }

    private void services() {
        Map<String, List<Way>> byService =
                subject.ways().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Way::service, LinkedHashMap::new, Collectors.toList()));
        List<Way> named =
                byService.values().stream().map(Draft::meant).flatMap(Optional::stream).toList();
        if (named.isEmpty()) {
            yaml.comment(
                    2,
                    subject.ways().isEmpty()
                            ? "services: no Service selects the pods"
                            : "services: several ports of one Service could be meant, so none is"
                                    + " named");
            return;
        }
        yaml.raw(2, "services", "");
        named.forEach(
                way -> {
                    yaml.item(2, "name", way.service())
                            .because(
                                    "selects the pods; "
                                            + way.label()
                                            + " leads to "
                                            + way.target());
                    way.name()
                            .ifPresentOrElse(
                                    it -> yaml.field(3, "port", it),
                                    () -> yaml.raw(3, "port", Integer.toString(way.port())));
                });
    }

    /** The port that leads to the listener, or the only one that could be meant to. */
    private static Optional<Way> meant(List<Way> ports) {
        Optional<Way> hit = ports.stream().filter(Way::hits).findFirst();
        if (hit.isPresent() || ports.size() == 1) {
            return hit.or(() -> ports.stream().findFirst());
        }
        List<Way> missing = ports.stream().filter(Way::misses).toList();
        return missing.size() == 1 ? Optional.of(missing.getFirst()) : Optional.empty();
    }

    private void database() {
        databaseKey()
                .ifPresent(
                        it -> {
                            yaml.raw(1, "database", "").because("variable " + it.name());
                            yaml.field(2, "engine", it.engine().name()).because(it.basis());
                            yaml.raw(2, "url", "");
                            yaml.field(3, "secret", it.key().secret());
                            yaml.field(3, "key", it.key().key());
                        });
        parts.ifPresent(
                it -> {
                    yaml.raw(1, "database", "").because("by variables of the container");
                    yaml.field(2, "engine", it.engine().name()).because("by their names");
                    yaml.field(2, "host", it.host());
                    it.port().ifPresent(port -> yaml.raw(2, "port", port));
                    yaml.field(2, "name", it.name());
                    yaml.raw(2, "username", "");
                    yaml.field(3, "secret", it.username().secret());
                    yaml.field(3, "key", it.username().key());
                    yaml.raw(2, "password", "");
                    yaml.field(3, "secret", it.password().secret());
                    yaml.field(3, "key", it.password().key());
                    yaml.field(2, "tls", "Require").because("a guess");
                });
    }

    private Optional<Role.DatabaseUrlKey> databaseKey() {
        return all(Role.DatabaseUrlKey.class).stream().findFirst();
    }

    /** Under names of their own. */
    private Map<String, Role.Called> called() {
        Map<String, Role.Called> named = new LinkedHashMap<>();
        all(Role.Called.class)
                .forEach(
                        it -> {
                            String name = upstreamName(it.name());
                            String free = name;
                            for (int i = 2; named.containsKey(free); i++) {
                                free = name + "-" + i;
                            }
                            named.put(free, it);
                        });
        return named;
    }

    private static String upstreamName(String variable) {
        String name =
                variable.toLowerCase(Locale.ROOT)
                        .replaceFirst("^(next_public|vite|public)_", "")
                        .replaceFirst(
                                "_(api_)?(url|uri|endpoint|base_url|host|origin|server|address)$",
                                "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        String kept = name.substring(0, Math.min(name.length(), LONGEST_NAME - 3));
        return kept.isEmpty() ? "upstream" : kept;
    }

    private void remarks() {
        all(Role.Left.class)
                .forEach(
                        it ->
                                yaml.comment(
                                        1, "%s is left out: %s.".formatted(it.name(), it.why())));
        subject.container().getEnvFrom().stream()
                .filter(from -> from.getSecretRef() != null)
                .forEach(
                        from ->
                                yaml.comment(
                                        1,
                                        "All keys of Secret %s become variables; what they hold was not read. Name a database's URL among them in spec.database.url."
                                                .formatted(from.getSecretRef().getName())));
    }

    private <R extends Role> List<R> all(Class<R> kind) {
        return roles.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
