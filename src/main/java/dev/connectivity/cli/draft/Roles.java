package dev.connectivity.cli.draft;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.policy.Scheme;
import dev.connectivity.watch.DatabaseUrl;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what variables are for from their names and values.
 *
 * @param services names of the namespace's Services that lead to the workload
 * @param hosts under which gateways offer the workload
 */
record Roles(String namespace, Set<String> services, Set<String> hosts) {

    private static final Pattern URL =
            Pattern.compile(
                    "(?<scheme>[A-Za-z][A-Za-z0-9+]*)://(?<user>[^/?#@]*@)?(?<host>\\[[0-9A-Fa-f:.]+]|[^/?#:@]*)(?<port>:[0-9]{1,5})?(?<path>[^?#]*)(?<rest>.*)");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\..*|0\\.0\\.0\\.0|\\[::1?]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /** By which frameworks learn their own public address. */
    private static final Pattern OWN_ADDRESS =
            Pattern.compile(
                    "(NEXT_PUBLIC_|PUBLIC_|VITE_)?(NEXTAUTH|AUTH|APP|BASE|SITE|PUBLIC|SELF|ROOT|CANONICAL|FRONTEND)(_BASE)?_(URL|ORIGIN|HOST)");

    private static final Pattern DATABASE =
            Pattern.compile(
                    ".*(DATABASE|POSTGRES|POSTGRESQL|MYSQL|MARIADB|DB|PG)_?(PRISMA_)?(URL|URI|DSN|CONNECTION_STRING)");

    /** Empty for a variable that is for nothing that a policy knows. */
    Optional<Role> of(EnvVar variable) {
        String name = variable.getName();
        if (variable.getValueFrom() != null) {
            return Optional.ofNullable(variable.getValueFrom().getSecretKeyRef())
                    .filter(_ -> DATABASE.matcher(name).matches())
                    .map(ref -> databaseKey(name, new SecretKey(ref.getName(), ref.getKey())));
        }
        String value = Optional.ofNullable(variable.getValue()).orElse("").strip();
        if (name.equals("PORT") && PORT.matcher(value).matches()) {
            return Optional.of(new Role.Carrier(name, value));
        }
        Matcher url = URL.matcher(value);
        return url.matches() ? ofUrl(name, url) : Optional.empty();
    }

    private static Role databaseKey(String name, SecretKey key) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.contains("MYSQL") || upper.contains("MARIADB")) {
            return new Role.DatabaseUrlKey(name, key, Engine.MySQL, "by the variable's name");
        }
        boolean named = upper.contains("POSTGRES") || upper.contains("PG");
        return new Role.DatabaseUrlKey(
                name,
                key,
                Engine.PostgreSQL,
                named ? "by the variable's name" : "a guess: the Secret's value was not read");
    }

    private Optional<Role> ofUrl(String name, Matcher url) {
        String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
        if (DatabaseUrl.engine(scheme).isPresent()) {
            return Optional.of(
                    new Role.Left(
                            name,
                            "it holds a database's URL as plain text: put it into a Secret, name"
                                    + " that in spec.secrets and its key in spec.database.url"));
        }
        if (Scheme.of(scheme).isEmpty() || url.group("host").isEmpty()) {
            return Optional.empty();
        }
        String host = url.group("host").toLowerCase(Locale.ROOT);
        String shown = scheme + "://" + host + Optional.ofNullable(url.group("port")).orElse("");
        if (LOOPBACK.matcher(host).matches() || isOwnService(host)) {
            return Optional.of(inward(name, scheme, shown));
        }
        return Optional.of(outward(name, url, host, shown));
    }

    private static Role inward(String name, String scheme, String shown) {
        return scheme.startsWith("http") || scheme.startsWith("ws")
                ? new Role.Carrier(name, shown)
                : new Role.Left(name, "it leads back into the pod");
    }

    private Role outward(String name, Matcher url, String host, String shown) {
        if (hosts.contains(host) || OWN_ADDRESS.matcher(name).matches()) {
            return new Role.Left(name, "it seems to be the workload's own public address");
        }
        boolean cut = url.group("user") != null || !url.group("rest").isEmpty();
        boolean path =
                Scheme.of(url.group("scheme").toLowerCase(Locale.ROOT))
                        .filter(Scheme::carriesPath)
                        .isPresent();
        return new Role.Called(name, shown + (path ? url.group("path") : ""), cut);
    }

    private boolean isOwnService(String host) {
        return services.stream()
                .anyMatch(
                        service ->
                                host.equals(service)
                                        || host.startsWith(service + "." + namespace)
                                                && (host.length()
                                                                == service.length()
                                                                        + 1
                                                                        + namespace.length()
                                                        || host.startsWith(
                                                                service + "." + namespace
                                                                        + ".svc")));
    }
}
