package dev.connectivity.cli.draft;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;

/** A database whose address stands in variables of its own, and whose login in Secrets. */
record Parts(
        Engine engine,
        String host,
        Optional<String> port,
        String name,
        SecretKey username,
        SecretKey password) {

    /** How the variables of a family begin, and what they then tell of the engine. */
    private record Family(String prefix, Engine engine) {}

    private static final List<Family> FAMILIES =
            List.of(
                    new Family("PG", Engine.PostgreSQL),
                    new Family("POSTGRES_", Engine.PostgreSQL),
                    new Family("POSTGRESQL_", Engine.PostgreSQL),
                    new Family("MYSQL_", Engine.MySQL),
                    new Family("MARIADB_", Engine.MySQL),
                    new Family("DB_", Engine.PostgreSQL),
                    new Family("DATABASE_", Engine.PostgreSQL));

    /** The first family of which all that a policy needs is there. */
    static Optional<Parts> of(List<EnvVar> variables) {
        return FAMILIES.stream().flatMap(family -> of(family, variables).stream()).findFirst();
    }

    private static Optional<Parts> of(Family family, List<EnvVar> variables) {
        String prefix = family.prefix();
        Optional<String> host = text(variables, prefix + "HOST");
        Optional<String> name =
                text(variables, prefix + "DATABASE")
                        .or(() -> text(variables, prefix + "DB"))
                        .or(() -> text(variables, prefix + "NAME"));
        Optional<SecretKey> username =
                key(variables, prefix + "USER").or(() -> key(variables, prefix + "USERNAME"));
        Optional<SecretKey> password =
                key(variables, prefix + "PASSWORD").or(() -> key(variables, prefix + "PASS"));
        if (host.isEmpty() || name.isEmpty() || username.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> port = text(variables, prefix + "PORT");
        boolean mysql = port.filter("3306"::equals).isPresent();
        return Optional.of(
                new Parts(
                        mysql ? Engine.MySQL : family.engine(),
                        host.get(),
                        port.filter(it -> it.matches("[0-9]{1,5}")),
                        name.get(),
                        username.get(),
                        password.get()));
    }

    private static Optional<String> text(List<EnvVar> variables, String name) {
        return named(variables, name)
                .map(EnvVar::getValue)
                .filter(value -> !value.isEmpty() && !value.contains("$("));
    }

    private static Optional<SecretKey> key(List<EnvVar> variables, String name) {
        return named(variables, name)
                .map(EnvVar::getValueFrom)
                .map(from -> from.getSecretKeyRef())
                .map(ref -> new SecretKey(ref.getName(), ref.getKey()));
    }

    private static Optional<EnvVar> named(List<EnvVar> variables, String name) {
        return variables.stream().filter(variable -> name.equals(variable.getName())).findFirst();
    }
}
