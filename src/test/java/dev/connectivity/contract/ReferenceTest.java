package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Also the generator: with {@code -Dreference.write=true} it writes the document first. */
class ReferenceTest {

    private static final Path FILE = Path.of("docs/reference.md");

    @Test
    void theReferenceIsThatOfTheCrd() throws IOException {
        var rendered = new Reference(Crd.checkedIn()).render();
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(FILE, rendered);
        }

        assertThat(FILE).as("run make generate").hasContent(rendered);
    }

    @Test
    void everyFieldIsDescribed() {
        assertThat(Crd.fields(Crd.checkedIn()))
                .filteredOn(it -> !it.schema().has("description"))
                .extracting(Crd.Field::path)
                .isEmpty();
    }
}
