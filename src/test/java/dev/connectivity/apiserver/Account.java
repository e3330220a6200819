package dev.connectivity.apiserver;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A service account with real tokens, which may see nothing until it is granted; by the shipped
 * roles.
 */
public record Account(KubernetesClient administrator, String namespace, String name) {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String VIEW = "connectivity-policy-view";

    public static Account create(KubernetesClient administrator, String namespace) {
        try (var roles = Files.newInputStream(Path.of("deploy/user-roles.yaml"))) {
            administrator.load(roles).forceConflicts().serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = "account-" + UUID.randomUUID();
        administrator
                .resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .inNamespace(namespace)
                .create();
        return new Account(administrator, namespace, name);
    }

    /** One for the audiences; without any, for the API server. */
    public String token(String... audiences) {
        return administrator
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(
                        new TokenRequestBuilder()
                                .withNewSpec()
                                .withAudiences(audiences)
                                .withExpirationSeconds(3600L)
                                .endSpec()
                                .build())
                .getStatus()
                .getToken();
    }

    /** All policies of a namespace. */
    public void maySee(String where) {
        bind(where, "ClusterRole", VIEW);
    }

    /** One policy. */
    public void maySee(String where, String policy) {
        String role = name + "-" + policy;
        administrator
                .resource(
                        new RoleBuilder()
                                .withNewMetadata()
                                .withName(role)
                                .endMetadata()
                                .addNewRule()
                                .withApiGroups("connectivity.dev")
                                .withResources("connectivitypolicies")
                                .withResourceNames(policy)
                                .withVerbs("get")
                                .endRule()
                                .build())
                .inNamespace(where)
                .create();
        bind(where, "Role", role);
    }

    public void maySeeAll() {
        administrator
                .resource(
                        new ClusterRoleBindingBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withLabels(mark())
                                .endMetadata()
                                .withNewRoleRef(RBAC, "ClusterRole", VIEW)
                                .addNewSubject("", "ServiceAccount", name, namespace)
                                .build())
                .create();
    }

    /** Takes back what it was granted. */
    public void maySeeNothing() {
        administrator.rbac().roleBindings().inAnyNamespace().withLabels(mark()).delete();
        administrator.rbac().clusterRoleBindings().withLabels(mark()).delete();
    }

    /** Its tokens are good for nothing from then on. */
    public void delete() {
        administrator.serviceAccounts().inNamespace(namespace).withName(name).delete();
    }

    private void bind(String where, String kind, String role) {
        administrator
                .resource(
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withGenerateName("account-")
                                .withLabels(mark())
                                .endMetadata()
                                .withNewRoleRef(RBAC, kind, role)
                                .addNewSubject("", "ServiceAccount", name, namespace)
                                .build())
                .inNamespace(where)
                .create();
    }

    private Map<String, String> mark() {
        return Map.of("account", name);
    }
}
