package dev.connectivity.contract.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import dev.cel.runtime.CelRuntimeFactory;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Flux's health expressions, asked as it asks them. */
final class FluxHealth {

    private final Program inProgress;
    private final Program failed;
    private final Program current;

    private FluxHealth(JsonNode expressions) {
        inProgress = program(expressions, "inProgress");
        failed = program(expressions, "failed");
        current = program(expressions, "current");
    }

    /**
     * Reads them.
     *
     * @param pointer to {@code healthCheckExprs} in the file
     */
    static FluxHealth read(Path file, String pointer) throws IOException {
        JsonNode all = Serialization.unmarshal(Files.readString(file), JsonNode.class).at(pointer);
        return new FluxHealth(all.get(0));
    }

    /** The generation first, then in the order that its documentation gives. */
    Health of(Map<String, Object> object) {
        Object observed = Policies.part(object, "status").get("observedGeneration");
        boolean older =
                observed != null
                        && !observed.equals(Policies.part(object, "metadata").get("generation"));
        if (older || holds(inProgress, object)) {
            return Health.InProgress;
        }
        if (holds(failed, object)) {
            return Health.Failed;
        }
        return holds(current, object) ? Health.Current : Health.InProgress;
    }

    private static boolean holds(Program program, Map<String, Object> object) {
        try {
            return (Boolean) program.eval(object);
        } catch (CelEvaluationException e) {
            throw new AssertionError("cannot be evaluated for " + object, e);
        }
    }

    private static Program program(JsonNode expressions, String name) {
        CelCompiler compiler =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addVar("metadata", SimpleType.DYN)
                        .addVar("spec", SimpleType.DYN)
                        .addVar("status", SimpleType.DYN)
                        .build();
        try {
            return CelRuntimeFactory.standardCelRuntimeBuilder()
                    .build()
                    .createProgram(compiler.compile(expressions.get(name).asText()).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new AssertionError(name, e);
        }
    }
}
