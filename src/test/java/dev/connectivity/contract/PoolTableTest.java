package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.PoolSpec.Framework;
import dev.connectivity.policy.PoolSetting;
import dev.connectivity.policy.PoolSetting.Place;
import dev.connectivity.policy.PoolSetting.Reader;
import dev.connectivity.policy.PoolTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The frameworks' table in the documentation is that of the code. */
class PoolTableTest {

    private static final Path DOCUMENT = Path.of("docs/database.md");
    private static final String BEGIN = "<!-- frameworks: written by make generate -->\n";
    private static final String END = "<!-- end of frameworks -->\n";
    private static final String HEAD =
            "| framework | unless set | size | wait for a free one | connect | to know |\n"
                    + "| --- | --- | --- | --- | --- | --- |\n";

    @Test
    void theDocumentedFrameworksAreThoseOfTheCode() throws IOException {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String written = text.substring(0, begin) + table() + text.substring(end);
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(DOCUMENT, written);
        }

        assertThat(Files.readString(DOCUMENT)).as("run make generate").isEqualTo(written);
    }

    private static String table() {
        return HEAD
                + Arrays.stream(Framework.values())
                        .map(PoolTable::of)
                        .map(PoolTableTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(PoolTable row) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.framework(),
                        row.size().isPresent() ? "" + row.size().getAsInt() : "-",
                        cell(row, PoolSetting.POOL_SIZE),
                        cell(row, "{acquireTimeout"),
                        cell(row, "{connectTimeout"),
                        row.note());
    }

    private static String cell(PoolTable row, String placeholder) {
        return row.settings().stream()
                .filter(it -> it.template().contains(placeholder))
                .map(PoolTableTest::words)
                .findFirst()
                .orElse("-");
    }

    private static String words(PoolSetting setting) {
        String names =
                setting.names().stream()
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(" or "));
        String unit =
                setting.template().contains("Millis")
                        ? ", ms"
                        : setting.template().contains("Seconds") ? ", s" : "";
        String where = setting.place() == Place.UrlParameter ? " in the URL" : "";
        String reader = setting.reader() == Reader.Application ? " (the application reads it)" : "";
        return names + where + unit + reader;
    }
}
