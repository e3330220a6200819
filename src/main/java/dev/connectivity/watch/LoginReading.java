package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Login;
import dev.connectivity.probe.Question;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Secrets.Reading;
import java.util.Optional;

/** A login as its Secrets hold it, or which problem the user has to mend. */
sealed interface LoginReading {

    /**
     * @param login empty where none is declared
     */
    record Known(Optional<Question.Login> login) implements LoginReading {}

    record Unknown(Problem problem) implements LoginReading {}

    static LoginReading read(Secrets secrets, String namespace, Optional<Login> declared) {
        return declared.map(it -> read(secrets, namespace, it))
                .orElseGet(() -> new Known(Optional.empty()));
    }

    private static LoginReading read(Secrets secrets, String namespace, Login declared) {
        Reading name =
                declared.username()
                        .map(key -> text(secrets, namespace, key))
                        .orElseGet(() -> new Reading.Value(""));
        return switch (name) {
            case Reading.Missing missing -> new Unknown(missing.problem());
            case Reading.Value username ->
                    switch (text(secrets, namespace, declared.password())) {
                        case Reading.Missing missing -> new Unknown(missing.problem());
                        case Reading.Value password -> login(username, password);
                    };
        };
    }

    private static LoginReading login(Reading.Value username, Reading.Value password) {
        return new Known(Optional.of(new Question.Login(username.text(), password.text())));
    }

    /** Files that Secrets are made from often end in a newline, which no login means. */
    private static Reading text(Secrets secrets, String namespace, SecretKey key) {
        return switch (secrets.read(namespace, key)) {
            case Reading.Missing missing -> missing;
            case Reading.Value value -> usable(value.text().strip(), key);
        };
    }

    /** NUL separates name and password on some wires: what follows it would be another field. */
    private static Reading usable(String text, SecretKey key) {
        if (!text.isEmpty() && text.indexOf('\0') < 0) {
            return new Reading.Value(text);
        }
        return new Reading.Missing(
                new Problem(
                        Reason.SecretValueMalformed,
                        "Secret %s, key %s is %s: correct the Secret."
                                .formatted(
                                        key.secret(),
                                        key.key(),
                                        text.isEmpty() ? "empty" : "binary, not text")));
    }
}
