package dev.connectivity.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardTest {

    @Test
    void whateverAUserIsCalledTheCommandDoesNothingElse() {
        assertThat(Guard.refusal("jane $(id)", "the connectivitypolicies", "shop; id"))
                .endsWith(
                        ": kubectl create rolebinding VIEWER -n 'shop; id'"
                                + " --clusterrole=connectivity-policy-view --user='jane $(id)'");
        assertThat(Guard.refusal("system:serviceaccount:shop:ci", "any", "NAMESPACE"))
                .endsWith(
                        "-n NAMESPACE --clusterrole=connectivity-policy-view"
                                + " --serviceaccount=shop:ci");
    }
}
