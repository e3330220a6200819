package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.DatabaseSpec.TlsMode;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Tls;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.DatabaseUrl.MalformedUrlException;
import dev.connectivity.watch.Secrets.Reading;

/** What to ask of a policy's database: its declaration completed with what its Secrets hold. */
final class DatabaseQuestion {

    private final Secrets secrets;

    DatabaseQuestion(Secrets secrets) {
        this.secrets = secrets;
    }

    Resolution resolve(Policy policy, Database database) {
        return switch (database.source()) {
            case Database.Source.Url url -> byUrl(policy, url.key());
            case Database.Source.Parts parts -> byParts(policy, parts);
        };
    }

    private Resolution byUrl(Policy policy, SecretKey key) {
        return switch (secrets.read(policy.namespace(), key)) {
            case Reading.Missing missing -> new Resolution.Unresolved(missing.problem());
            case Reading.Value value -> parse(policy, key, value.text());
        };
    }

    private static Resolution parse(Policy policy, SecretKey key, String text) {
        try {
            return new Resolution.Ask(DatabaseUrl.parse(text, policy.namespace()));
        } catch (MalformedUrlException e) {
            return new Resolution.Unresolved(
                    new Problem(
                            Reason.SecretValueMalformed,
                            "Secret %s, key %s is not a usable database URL: %s."
                                    .formatted(key.secret(), key.key(), e.getMessage())));
        }
    }

    private Resolution byParts(Policy policy, Database.Source.Parts parts) {
        return switch (secrets.read(policy.namespace(), parts.username())) {
            case Reading.Missing missing -> new Resolution.Unresolved(missing.problem());
            case Reading.Value username ->
                    switch (secrets.read(policy.namespace(), parts.password())) {
                        case Reading.Missing missing ->
                                new Resolution.Unresolved(missing.problem());
                        case Reading.Value password ->
                                new Resolution.Ask(
                                        new PostgreSql(
                                                new Address(
                                                        parts.host(),
                                                        parts.port(),
                                                        policy.namespace()),
                                                tls(parts.tls()),
                                                parts.name(),
                                                new Login(
                                                        username.text().strip(),
                                                        password.text().strip())));
                    };
        };
    }

    private static Tls tls(TlsMode mode) {
        return switch (mode) {
            case Disable -> Tls.Disable;
            case Require -> Tls.Require;
            case VerifyFull -> Tls.VerifyFull;
        };
    }
}
