package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Also the generator: with {@code -Drbac.write=true} it writes the roles first. */
class RbacTest {

    private static final Path FILE = Path.of("deploy/roles.yaml");

    @Test
    void theRolesAreThoseOfTheTable() throws IOException {
        String rendered = Roles.yaml();
        if (Boolean.getBoolean("rbac.write")) {
            Files.writeString(FILE, rendered);
        }

        assertThat(FILE).as("run make generate").hasContent(rendered);
    }

    @Test
    void nothingIsGrantedByWildcard() {
        assertThat(rules().flatMap(RbacTest::words)).isNotEmpty().doesNotContain("*");
    }

    @Test
    void ofWorkloadsOnlyDeploymentsAndServicesMayBeChanged() {
        assertThat(rules().flatMap(rule -> rule.verbs().stream()))
                .doesNotContain("deletecollection", "impersonate", "escalate", "bind");
        assertThat(with("patch"))
                .containsExactlyInAnyOrder(
                        "connectivitypolicies",
                        "connectivitypolicies/status",
                        "deployments",
                        "services",
                        "leases",
                        "configmaps",
                        "destinationrules",
                        "virtualservices",
                        "serviceentries",
                        "backendtrafficpolicies");
    }

    @Test
    void whatIsTheOperatorsOwnMayBeMadeAndOfItServicesAndTrafficRemoved() {
        assertThat(with("create"))
                .containsExactlyInAnyOrder(
                        "services",
                        "configmaps",
                        "endpointslices",
                        "events",
                        "leases",
                        "tokenreviews",
                        "subjectaccessreviews",
                        "destinationrules",
                        "virtualservices",
                        "serviceentries",
                        "backendtrafficpolicies");
        assertThat(with("update"))
                .containsExactlyInAnyOrder("services", "configmaps", "endpointslices", "leases");
        assertThat(with("delete"))
                .containsExactlyInAnyOrder(
                        "services",
                        "destinationrules",
                        "virtualservices",
                        "serviceentries",
                        "backendtrafficpolicies");
    }

    private static Stream<String> with(String verb) {
        return rules().filter(rule -> rule.verbs().contains(verb))
                .flatMap(rule -> rule.resources().stream())
                .distinct();
    }

    @Test
    void secretsAreReadByNameAndOnlyWhereANamespaceGrantsIt() throws IOException {
        assertThat(Roles.ALL)
                .filteredOn(
                        role ->
                                role.rules().stream()
                                        .anyMatch(rule -> rule.resources().contains("secrets")))
                .extracting(Roles.Role::name)
                .containsExactly("connectivity-operator-secret-reader");
        assertThat(rules().filter(rule -> rule.resources().contains("secrets")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.verbs()).containsExactly("get"));
        assertThat(Path.of("deploy/role-bindings.yaml"))
                .content()
                .doesNotContain("connectivity-operator-secret-reader");
    }

    /** Not their status either, by which the operator remembers what it did. */
    @Test
    void usersAreGivenPoliciesAndNothingElse() throws IOException {
        try (var documents = Files.newInputStream(Path.of("deploy/user-roles.yaml"))) {
            List<ClusterRole> roles = Serialization.unmarshal(documents);

            assertThat(roles)
                    .hasSize(2)
                    .flatExtracting(ClusterRole::getRules)
                    .allSatisfy(
                            rule -> {
                                assertThat(rule.getApiGroups()).containsExactly("connectivity.dev");
                                assertThat(rule.getResources())
                                        .containsExactly("connectivitypolicies");
                            });
        }
    }

    private static Stream<Roles.Rule> rules() {
        return Roles.ALL.stream().flatMap(role -> role.rules().stream());
    }

    private static Stream<String> words(Roles.Rule rule) {
        return Stream.of(List.of(rule.group()), rule.resources(), rule.verbs())
                .flatMap(List::stream);
    }
}
