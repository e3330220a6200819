package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Login;
import dev.connectivity.probe.Question;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Secrets.Reading;

/** Logins as Secrets hold them. */
record LoginSecrets(Secrets secrets) {

    Question.Login login(String namespace, Login declared) throws UnresolvedException {
        String username =
                declared.username().isPresent() ? text(namespace, declared.username().get()) : "";
        return new Question.Login(username, text(namespace, declared.password()));
    }

    /**
     * Without the newline that files often end in, from which Secrets are made. NUL separates name
     * and password on some wires: what follows it would be another field.
     */
    private String text(String namespace, SecretKey key) throws UnresolvedException {
        String text =
                switch (secrets.read(namespace, key)) {
                    case Reading.Missing missing ->
                            throw new UnresolvedException(missing.problem());
                    case Reading.Value value -> value.text().strip();
                };
        if (text.isEmpty()) {
            throw malformed(key, "empty");
        }
        if (text.indexOf('\0') >= 0) {
            throw malformed(key, "binary, not text");
        }
        return text;
    }

    private static UnresolvedException malformed(SecretKey key, String what) {
        return new UnresolvedException(
                new Problem(
                        Reason.SecretValueMalformed,
                        "Secret %s, key %s is %s: correct the Secret."
                                .formatted(key.secret(), key.key(), what)));
    }
}
