package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ValidationRule(
        value = "!has(self.health) || has(self.health.port) || has(self.listener)",
        message = Demands.HEALTH_PORT,
        fieldPath = ".health")
@ValidationRule(
        value =
                "!has(self.database) || !has(self.database.url)"
                        + " || (has(self.secrets) && self.database.url.secret in self.secrets)",
        message = Demands.LISTED_SECRET,
        fieldPath = ".database.url.secret")
@ValidationRule(
        value =
                "!has(self.database) || !has(self.database.username) || (has(self.secrets) &&"
                        + " self.database.username.secret in self.secrets)",
        message = Demands.LISTED_SECRET,
        fieldPath = ".database.username.secret")
@ValidationRule(
        value =
                "!has(self.database) || !has(self.database.password) || (has(self.secrets) &&"
                        + " self.database.password.secret in self.secrets)",
        message = Demands.LISTED_SECRET,
        fieldPath = ".database.password.secret")
@ValidationRule(
        value =
                "!has(self.database) || !has(self.database.ca) || (has(self.secrets) &&"
                        + " self.database.ca.secret in self.secrets)",
        message = Demands.LISTED_SECRET,
        fieldPath = ".database.ca.secret")
@ValidationRule(
        value =
                "!has(self.upstreams) || self.upstreams.all(u, !has(u.probe) || !has(u.probe.tls)"
                        + " || ((!has(u.probe.tls.ca) || (has(self.secrets) &&"
                        + " u.probe.tls.ca.secret in self.secrets)) &&"
                        + " (!has(u.probe.tls.clientCertificate) || (has(self.secrets) &&"
                        + " u.probe.tls.clientCertificate.secret in self.secrets))))",
        message = Demands.LISTED_SECRET,
        fieldPath = ".upstreams")
@ValidationRule(
        value =
                "!has(self.upstreams) || self.upstreams.all(u, !has(u.probe) || !has(u.probe.http)"
                        + " || !has(u.probe.http.headers) || u.probe.http.headers.all(h,"
                        + " !has(h.valueFrom) || (has(self.secrets) && h.valueFrom.secret in"
                        + " self.secrets)))",
        message = Demands.LISTED_SECRET,
        fieldPath = ".upstreams")
@ValidationRule(
        value =
                "!has(self.upstreams) || self.upstreams.all(a, !has(a.fallback)"
                        + " || !has(a.fallback.service) || self.upstreams.exists_one(b,"
                        + " has(b.fallback) && has(b.fallback.service)"
                        + " && b.fallback.service.name == a.fallback.service.name))",
        message = Demands.UNIQUE_ALIASES,
        fieldPath = ".upstreams")
@ValidationRule(
        value =
                "!has(self.upstreams) || self.upstreams.all(a, !has(a.fallback)"
                        + " || !has(a.fallback.env) || a.fallback.env.all(name,"
                        + " self.upstreams.exists_one(b, has(b.fallback) && has(b.fallback.env)"
                        + " && name in b.fallback.env) && (!has(self.listener)"
                        + " || !has(self.listener.env) || !(name in self.listener.env))))",
        message = Demands.ONE_SETTER,
        fieldPath = ".upstreams")
@ValidationRule(
        value =
                "!has(self.upstreams) || self.upstreams.all(a, !has(a.fallback)"
                        + " || !has(a.fallback.flag) || self.upstreams.exists_one(b,"
                        + " has(b.fallback) && has(b.fallback.flag)"
                        + " && b.fallback.flag == a.fallback.flag))",
        message = Demands.UNIQUE_FLAGS,
        fieldPath = ".upstreams")
@ValidationRule(
        value =
                "!has(self.upstreams) || self.upstreams.all(a, self.upstreams.exists_one(b, b.name"
                        + " == a.name))",
        message = Demands.UNIQUE_UPSTREAMS,
        fieldPath = ".upstreams")
@ValidationRule(
        value =
                "!has(self.upstreams) || self.upstreams.all(a, !has(a.probe) || !has(a.probe.login)"
                    + " || (has(self.secrets) && a.probe.login.password.secret in self.secrets &&"
                    + " (!has(a.probe.login.username) || a.probe.login.username.secret in"
                    + " self.secrets)))",
        message = Demands.LISTED_SECRET,
        fieldPath = ".upstreams")
public record ConnectivityPolicySpec(
        @JsonPropertyDescription("Observe: report, and propose patches. Enforce: also apply them.")
                @Default("Observe")
                @Nullable Mode mode,
        @JsonPropertyDescription(
                        "What to do with a field that must change and that somebody else holds."
                            + " Auto: take it from one-shot clients such as kubectl and helm,"
                            + " propose the patch otherwise. Yield: always propose. TakeOver: take"
                            + " it also from those who apply continuously.")
                @Default("Auto")
                @Nullable OnConflict onConflict,
        @JsonPropertyDescription(
                        "What the Ready condition gates on. Configuration: spec, references and"
                                + " fixes. Workload: also that the process answers. All: also the"
                                + " database and the required upstreams.")
                @Default("Configuration")
                @Nullable ReadyWhen readyWhen,
        @JsonPropertyDescription(
                        "True stops probes and patches; the Ready condition and fields already"
                                + " changed stay as they are.")
                @Default("false")
                @Nullable Boolean suspended,
        @JsonPropertyDescription(
                        "The workload that this policy is about. It cannot be changed later.")
                @Required
                WorkloadSpec workload,
        @JsonPropertyDescription(
                        "Every Secret that a reference of this policy names, in its own namespace.")
                @Size(max = 8)
                @Nullable List<@Pattern(Notation.SUBDOMAIN) @Size(min = 1, max = 253) String>
                        secrets,
        @JsonPropertyDescription("Where the process listens, and what must lead there.")
                @Nullable ListenerSpec listener,
        @JsonPropertyDescription(
                        "The kubelet probes that the container should have; what is absent is left"
                                + " alone.")
                @Nullable HealthSpec health,
        @JsonPropertyDescription(
                        "The database that the workload depends on, given by url or by parts.")
                @Nullable DatabaseSpec database,
        @JsonPropertyDescription("Addresses that the workload calls.") @Size(max = 64)
                @Nullable List<UpstreamSpec> upstreams,
        @JsonPropertyDescription("What is good enough.") @Default("{}")
                @Nullable ObjectivesSpec objectives,
        @JsonPropertyDescription(
                        "What a mesh or a gateway is told of this policy, in resources of its own"
                                + " kinds; absent: nothing.")
                @Nullable TrafficSpec traffic) {

    /** Whether the operator only reports and proposes, or also applies. */
    public enum Mode {
        Observe,
        Enforce
    }

    /** What to do with a field that somebody else holds. */
    public enum OnConflict {
        Auto,
        Yield,
        TakeOver
    }

    /** What the Ready condition gates on. */
    public enum ReadyWhen {
        Configuration,
        Workload,
        All
    }
}
