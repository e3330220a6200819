package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.DatabaseSpec.TlsMode;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.DatabaseSession.Login;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.DatabaseUrl.MalformedUrlException;

/** What to ask of a policy's database: its declaration completed with what its Secrets hold. */
final class DatabaseQuestion {

    private final ProbeSecrets secrets;

    DatabaseQuestion(Secrets secrets) {
        this.secrets = new ProbeSecrets(secrets);
    }

    Resolution resolve(Policy policy, Database database) {
        try {
            DatabaseUrl url =
                    switch (database.source()) {
                        case Database.Source.Url it -> byUrl(policy, database, it.key());
                        case Database.Source.Parts parts -> byParts(policy, parts);
                    };
            return new Resolution.Ask(
                    trusting(policy, database, url).question(database.engine(), database.demand()));
        } catch (UnresolvedException e) {
            return new Resolution.Unresolved(e.problem());
        }
    }

    private DatabaseUrl trusting(Policy policy, Database database, DatabaseUrl url)
            throws UnresolvedException {
        return database.ca().isEmpty()
                ? url
                : url.with(secrets.authority(policy.namespace(), database.ca().get()));
    }

    private DatabaseUrl byUrl(Policy policy, Database database, SecretKey key)
            throws UnresolvedException {
        try {
            return DatabaseUrl.parse(database.engine(), text(policy, key), policy.namespace());
        } catch (MalformedUrlException e) {
            throw new UnresolvedException(
                    new Problem(
                            Reason.SecretValueMalformed,
                            "Secret %s, key %s is not a usable database URL: %s."
                                    .formatted(key.secret(), key.key(), e.getMessage())));
        }
    }

    private DatabaseUrl byParts(Policy policy, Database.Source.Parts parts)
            throws UnresolvedException {
        return new DatabaseUrl(
                new Address(parts.host(), parts.port(), policy.namespace()),
                tls(parts.tls()),
                parts.name(),
                new Login(
                        text(policy, parts.username()).strip(),
                        text(policy, parts.password()).strip()));
    }

    private static Tls tls(TlsMode mode) {
        return switch (mode) {
            case Disable -> Tls.DISABLE;
            case Require -> Tls.REQUIRE;
            case VerifyCA -> Tls.VERIFY_CA;
            case VerifyFull -> Tls.VERIFY_FULL;
        };
    }

    private String text(Policy policy, SecretKey key) throws UnresolvedException {
        return secrets.text(policy.namespace(), key);
    }
}
