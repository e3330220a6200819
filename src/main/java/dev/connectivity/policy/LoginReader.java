package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.LoginSpec;
import dev.connectivity.policy.Scheme.LoginKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class LoginReader {

    static Optional<Login> read(
            @Nullable LoginSpec given, Scheme scheme, SecretKeyReader secrets, Field field) {
        if (given == null) {
            return Optional.empty();
        }
        field.demand(scheme.login() != LoginKind.None, Demands.LOGIN_SCHEME);
        field.demand(
                given.username() != null || scheme.login() != LoginKind.NameAndPassword,
                Demands.LOGIN_USERNAME);
        return Optional.of(
                new Login(
                        Optional.ofNullable(given.username())
                                .map(it -> secrets.key(it, field.at("username"))),
                        secrets.key(given.password(), field.at("password"))));
    }

    private LoginReader() {}
}
