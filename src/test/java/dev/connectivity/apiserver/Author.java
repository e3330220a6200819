package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who may write policies in one namespace, as the shipped role has it, and has exactly the
 * other rights that are given here. The API server's own RBAC decides.
 */
final class Author implements AutoCloseable {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final String namespace;

    private Author(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * One right.
     *
     * @param name of the only object that it is about; empty: of every one
     */
    record Right(String verb, String group, String resource, String name) {

        PolicyRule rule() {
            return new PolicyRuleBuilder()
                    .withVerbs(verb)
                    .withApiGroups(group)
                    .withResources(resource)
                    .withResourceNames(name.isEmpty() ? List.of() : List.of(name))
                    .build();
        }
    }

    /** A user, or the service account that a name like {@code system:serviceaccount:...} means. */
    static Author who(KubernetesClient administrator, String namespace, List<Right> rights) {
        return named("user-" + UUID.randomUUID(), administrator, namespace, rights);
    }

    static Author named(
            String user, KubernetesClient administrator, String namespace, List<Right> rights) {
        String id = "author-" + UUID.randomUUID();
        administrator
                .resource(
                        new RoleBuilder()
                                .withNewMetadata()
                                .withName(id)
                                .endMetadata()
                                .withRules(rights.stream().map(Right::rule).toList())
                                .build())
                .inNamespace(namespace)
                .create();
        bind(administrator, namespace, user, "Role", id);
        bind(administrator, namespace, user, "ClusterRole", "connectivity-policy-edit");
        var author = new Author(as(user, administrator), namespace);
        // one of each role: its rights arrive together
        rights.stream().findFirst().ifPresent(author::awaitThatItMay);
        author.awaitThatItMay(new Right("create", "connectivity.dev", "connectivitypolicies", ""));
        return author;
    }

    /** A client that acts as another user, by impersonation. */
    static KubernetesClient as(String user, KubernetesClient administrator) {
        return new KubernetesClientBuilder()
                .withConfig(
                        new ConfigBuilder(administrator.getConfiguration())
                                .withImpersonateUsername(user)
                                .build())
                .build();
    }

    private static void bind(
            KubernetesClient administrator,
            String namespace,
            String user,
            String kind,
            String role) {
        administrator
                .resource(
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withGenerateName("author-")
                                .endMetadata()
                                .withNewRoleRef(RBAC, kind, role)
                                .addNewSubject(RBAC, "User", user, null)
                                .build())
                .inNamespace(namespace)
                .create();
    }

    /** The authorizer hears of a new role a little later than its author. */
    private void awaitThatItMay(Right right) {
        await("may " + right)
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> may(right));
    }

    private boolean may(Right right) {
        var review =
                new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(right.verb())
                        .withGroup(right.group())
                        .withResource(right.resource())
                        .withName(right.name().isEmpty() ? null : right.name())
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build();
        return client.resource(review).create().getStatus().getAllowed();
    }

    KubernetesClient client() {
        return client;
    }

    /** Creates; the message of the refusal, where it is refused. */
    Optional<String> create(String policy) {
        return refusal(() -> resource(policy).create());
    }

    /** As {@link #create}, but nothing is made. */
    Optional<String> wouldCreate(String policy) {
        return refusal(() -> resource(policy).dryRun().create());
    }

    /** Replaces what is there; the message of the refusal, where it is refused. */
    Optional<String> update(String policy) {
        return refusal(() -> resource(policy).forceConflicts().serverSideApply());
    }

    private Resource<GenericKubernetesResource> resource(String policy) {
        return client.resource(Serialization.unmarshal(policy, GenericKubernetesResource.class))
                .inNamespace(namespace);
    }

    private static Optional<String> refusal(Runnable write) {
        try {
            write.run();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return Optional.of(e.getStatus().getMessage());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
