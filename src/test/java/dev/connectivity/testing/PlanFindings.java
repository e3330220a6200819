package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with the storefront of {@link Situations}. */
public final class PlanFindings {

    public static final Subject SERVICE = new Subject(Kind.Service, "storefront");
    public static final Subject DEPLOYMENT = new Subject(Kind.Deployment, "storefront");

    public static final FieldPath TARGET_PORT = path("spec.ports[port=80,protocol=TCP].targetPort");
    public static final FieldPath ENV_PORT =
            path("spec.template.spec.containers[name=app].env[name=PORT].value");
    public static final FieldPath OWN_PORT =
            path("spec.template.spec.containers[name=app].ports[containerPort=3001,protocol=TCP]");

    public static FieldPath path(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.split("\\.(?![^\\[]*])")) {
            int bracket = part.indexOf('[');
            steps.add(new Step.Field(bracket < 0 ? part : part.substring(0, bracket)));
            if (bracket >= 0) {
                steps.add(new Step.Entry(keys(part.substring(bracket + 1, part.length() - 1))));
            }
        }
        return new FieldPath(List.copyOf(steps));
    }

    private static Map<String, Object> keys(String text) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            String[] halves = pair.split("=", 2);
            keys.put(
                    halves[0],
                    halves[0].toLowerCase(Locale.ROOT).endsWith("port")
                            ? Integer.valueOf(halves[1])
                            : halves[1]);
        }
        return keys;
    }

    public static Finding targetPortIsWrong() {
        return finding(Reason.PortMismatch, SERVICE, new Fix(TARGET_PORT, 3001, true));
    }

    public static Finding portVariableIsWrong() {
        return finding(Reason.EnvironmentInconsistent, DEPLOYMENT, new Fix(ENV_PORT, "3001", true));
    }

    public static Finding ownPortIsMissing() {
        Map<String, Object> port = new LinkedHashMap<>();
        port.put("containerPort", 3001);
        port.put("protocol", "TCP");
        return finding(Reason.PortMismatch, DEPLOYMENT, new Fix(OWN_PORT, port, true));
    }

    public static Finding finding(Reason reason, Subject subject, Fix fix) {
        String expected = fix.value() instanceof Map<?, ?> ? "" : fix.value().toString();
        return new Finding(
                reason,
                subject,
                fix.path().toString(),
                "3000",
                expected,
                "Wrong.",
                Optional.of(fix));
    }

    /** A finding as the status has it. */
    public static FindingStatus status(
            Finding finding, @Nullable FindingState state, Instant... returns) {
        return new FindingStatus(
                finding.reason(),
                finding.subject().display(),
                finding.field(),
                finding.observed(),
                finding.expected(),
                finding.message(),
                null,
                null,
                null,
                state,
                List.of(returns).stream().map(Instant::toString).toList());
    }

    private PlanFindings() {}
}
