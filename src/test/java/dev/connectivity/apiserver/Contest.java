package dev.connectivity.apiserver;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.testing.PlanFindings;

/** A field over which the operator and somebody else may disagree: 3000 or 3001. */
enum Contest {
    TARGET_PORT("service/storefront", "targetPort: %d"),
    VARIABLE("deployment/storefront", "value: \"%d\""),
    PROBE_PORT("deployment/storefront", "port: %d");

    private final String object;
    private final String text;

    Contest(String object, String text) {
        this.object = object;
        this.text = text;
    }

    /** As kubectl names it. */
    String object() {
        return object;
    }

    /** How the field reads in a manifest. */
    String text(int value) {
        return text.formatted(value);
    }

    Finding finding() {
        return switch (this) {
            case TARGET_PORT -> PlanFindings.targetPortIsWrong();
            case VARIABLE -> PlanFindings.portVariableIsWrong();
            case PROBE_PORT -> StorefrontScene.probePortIsWrong();
        };
    }

    FieldPath path() {
        return finding().fix().orElseThrow().path();
    }

    boolean rollsOut() {
        return this != TARGET_PORT;
    }

    /** The object with this value in the field, as its owner would write it. */
    String manifest(int value) {
        String manifest =
                this == TARGET_PORT ? StorefrontScene.SERVICE : StorefrontScene.DEPLOYMENT;
        return manifest.replace(text(3000), text(value));
    }
}
