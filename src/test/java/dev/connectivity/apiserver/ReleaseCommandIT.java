package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.apply.HeldObjects;
import dev.connectivity.cli.Release;
import org.junit.jupiter.api.Test;

/** {@code release --all}, where the operator no longer runs. */
class ReleaseCommandIT extends IncidentScene {

    @Test
    void everythingIsReleasedWithItsValuesAndThePolicyCanGo() {
        startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        stopTheOperator();
        assertThat(Release.all(client))
                .contains("released Deployment/storefront of namespace " + namespace)
                .contains("released Service/storefront of namespace " + namespace);
        assertThat(HeldObjects.isHeld(service())).isFalse();
        assertThat(HeldObjects.isHeld(deployment())).isFalse();
        assertThat(targetPort()).isEqualTo(3001);
        assertThat(variable()).isEqualTo("3001");
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(policy().get().getMetadata().getFinalizers()).isEmpty();
        assertThat(Release.all(client)).doesNotContain(namespace);
    }

    @Test
    void aServiceThatNoPolicySpeaksForIsReleasedToo() {
        serverSideApply("connectivity-operator", SERVICE);
        assertThat(Release.all(client)).contains("Service/storefront of namespace " + namespace);
        assertThat(HeldObjects.isHeld(service())).isFalse();
        assertThat(targetPort()).isEqualTo(3000);
    }
}
