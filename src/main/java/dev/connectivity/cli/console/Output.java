package dev.connectivity.cli.console;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** {@code -o}, as a mixin: how a command prints what it has to say. */
public final class Output {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out.")
    private OutputFormat format = OutputFormat.Text;

    public OutputFormat format() {
        return format;
    }

    /**
     * Prints what is no report of findings.
     *
     * @param value what scripts get, written as Jackson writes it; what is empty is left out
     * @param text prints it for people
     */
    public void print(Object value, PrintStream out, Consumer<PrintStream> text)
            throws IOException {
        switch (format) {
            case Text -> text.accept(out);
            case Json -> out.println(json(value));
            case Yaml -> out.print(yaml(value));
            case Sarif, Junit ->
                    throw new CommandException(
                            ExitCode.Usage,
                            format
                                    + " is for findings, and this command has none: use -o text,"
                                    + " json or yaml.");
        }
    }

    /** As scripts read it. */
    public static String json(Object value) throws IOException {
        return configured(JsonMapper.builder())
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value);
    }

    /** The same as YAML. */
    public static String yaml(Object value) throws IOException {
        return configured(YAMLMapper.builder())
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                // "3000" stays text.
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build()
                .writeValueAsString(value);
    }

    private static <B extends MapperBuilder<?, B>> B configured(B builder) {
        return builder.addModule(new Jdk8Module())
                .serializationInclusion(Include.NON_EMPTY)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }
}
