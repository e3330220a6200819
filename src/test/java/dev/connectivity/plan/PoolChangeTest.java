package dev.connectivity.plan;

import static dev.connectivity.testing.Situations.aSituation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.policy.Database;
import dev.connectivity.testing.Held;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.PoolFixture;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import org.junit.jupiter.api.Test;

/** The findings of a pool on their way into a workload. */
class PoolChangeTest {

    private static final String VARIABLE =
            "spec.template.spec.containers[name=app].env[name=DATABASE_URL]";
    private static final EnvVar URL =
            new EnvVarBuilder()
                    .withName("DATABASE_URL")
                    .withValue("$(DB_URL)?connection_limit=20")
                    .build();

    @Test
    void theSizeThatFitsIsSetInEnforce() {
        Plan plan = plan(storefront(PoolFixture.aPool().finding()));

        assertThat(plan.rulings()).extracting(Ruling::decision).containsExactly(Decision.Apply);
        assertThat(plan.changes())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.rollsOut()).isTrue();
                            assertThat(change.fields().toString())
                                    .contains("$(DB_URL)?connection_limit=7")
                                    .doesNotContain("secretKeyRef");
                        });
    }

    @Test
    void theSizeThatFitsIsProposedInObserve() {
        Plan plan = plan(storefront(PoolFixture.aPool().finding()).mode(Mode.Observe));

        assertThat(plan.rulings()).extracting(Ruling::decision).containsExactly(Decision.Propose);
        assertThat(plan.rulings().getFirst().patch().orElseThrow())
                .contains("value: \"$(DB_URL)?connection_limit=7\"");
    }

    @Test
    void aVariablesSourceIsNeverChangedAndTheWholeChangeIsProposed() {
        Finding finding =
                PoolFixture.aPool()
                        .pool("framework: Prisma, size: 20")
                        .env(
                                "[{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: db, key:"
                                        + " URL}}}]")
                        .finding();

        Plan plan = plan(storefront(finding));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.proposals()).isEmpty();
        assertThat(plan.rulings().getFirst().decision()).isEqualTo(Decision.Propose);
        assertThat(plan.rulings().getFirst().patch().orElseThrow())
                .contains("valueFrom: null")
                .contains("$setElementOrder/env:")
                .contains("secretKeyRef:");
    }

    @Test
    void aVariableThatWasSetForAPoolIsHeldAsLongAsThePolicyWantsIt() {
        Situations held =
                storefront()
                        .heldOnDeployment(
                                Held.applied(
                                        FieldManagers.ALIGNMENT,
                                        "spec.template.spec.containers[name=app].name",
                                        VARIABLE + ".name",
                                        VARIABLE + ".value"));

        assertThat(plan(held).releases()).isEmpty();
        assertThat(plan(held.database(null)).releases()).hasSize(1);
    }

    private static Situations storefront(Finding... findings) {
        return aSituation()
                .onContainer(it -> it.getEnv().add(URL))
                .heldOnDeployment(Held.updated("kubectl-client-side-apply", VARIABLE + ".value"))
                .database(database())
                .with(findings);
    }

    private static Database database() {
        return Policies.read(
                        "workload: {name: a}, secrets: [db], database: {engine: PostgreSQL, url:"
                                + " {secret: db, key: URL}, pool: {framework: Prisma}}")
                .database()
                .orElseThrow();
    }

    private static Plan plan(Situations situation) {
        return new Planner().plan(situation.build());
    }
}
