package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.policy.Scheme.LoginKind;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The schema's rules are text, and must name the same schemes. */
class SchemeTest {

    @Test
    void theSchemaLetsThroughTheSameSchemes() {
        assertThat(Notation.SCHEMES.split("\\|")).containsExactlyInAnyOrder(those(_ -> true));
    }

    @Test
    void theSchemaDemandsAPortOfTheSameSchemes() {
        assertThat(Notation.SCHEMES_WITH_PORT.split("\\|"))
                .containsExactlyInAnyOrder(those(it -> it.defaultPort().isEmpty()));
    }

    @Test
    void theSchemaRefusesAPathOfTheSameSchemes() {
        assertThat(Notation.SCHEMES_WITHOUT_PATH.split("\\|"))
                .containsExactlyInAnyOrder(those(it -> !it.carriesPath()));
    }

    @Test
    void theSchemaWantsAVirtualHostOfTheSameSchemes() {
        assertThat(Notation.SCHEMES_WITH_VIRTUAL_HOST.split("\\|"))
                .containsExactlyInAnyOrder(those(Scheme::pathIsVirtualHost));
    }

    @Test
    void theSchemaLetsTheSameSchemesLogIn() {
        assertThat(Notation.SCHEMES_WITH_LOGIN.split("\\|"))
                .containsExactlyInAnyOrder(those(it -> it.login() != LoginKind.None));
        assertThat(Notation.SCHEMES_WITH_USERNAME.split("\\|"))
                .containsExactlyInAnyOrder(those(it -> it.login() == LoginKind.NameAndPassword));
    }

    private static String[] those(Predicate<Scheme> which) {
        return Arrays.stream(Scheme.values())
                .filter(which)
                .map(Scheme::text)
                .toArray(String[]::new);
    }
}
