package dev.connectivity.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.probe.HolderNames.Holder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolderNamesTest {

    private static final String PASSWORD = "open-sesame";

    @Test
    void theLargestAreNamedAndTheRestIsOneNumber() {
        assertThat(
                        HolderNames.bounded(
                                List.of(
                                        new Holder("a", 9),
                                        new Holder("", 8),
                                        new Holder("c", 7),
                                        new Holder("d", 6),
                                        new Holder("e", 5),
                                        new Holder("f", 4)),
                                42,
                                PASSWORD))
                .isEqualTo(
                        Map.of("a", 9, "unnamed", 8, "c", 7, "d", 6, "e", 5, "other", 4 + 42 - 39));
    }

    @Test
    void nothingIsLeftWhereAllAreNamed() {
        assertThat(HolderNames.bounded(List.of(new Holder("a", 2)), 2, "")).containsOnlyKeys("a");
        assertThat(HolderNames.bounded(List.of(), 0, PASSWORD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://a:b@c/d",
                "open-sesame",
                "my open-sesame app",
                "two\nlines",
                "\"quoted\"",
                "a_name_that_is_longer_than_any_that_a_label_should_bear"
            })
    void aNameThatMayNotBeRepeatedIsCountedWithTheOthers(String name) {
        assertThat(HolderNames.bounded(List.of(new Holder(name, 3)), 3, PASSWORD))
                .isEqualTo(Map.of(HolderNames.OTHER, 3));
    }

    @Test
    void somebodyCalledOtherIsCountedWithTheOthers() {
        assertThat(
                        HolderNames.bounded(
                                List.of(new Holder("other", 3), new Holder("x", 1)), 9, PASSWORD))
                .isEqualTo(Map.of("other", 8, "x", 1));
    }
}
