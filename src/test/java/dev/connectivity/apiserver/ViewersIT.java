package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.connectivity.web.access.UndecidedException;
import dev.connectivity.web.access.Viewer;
import dev.connectivity.web.access.Viewers;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is known by a token, and what they may see, as the API server's own RBAC has it. */
class ViewersIT {

    @RegisterExtension static final ApiServer API = new ApiServer();

    /** The authorizer hears of a binding a little later; a refusal is remembered for 5 s. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private String namespace;
    private Account account;
    private Viewers viewers;

    @BeforeEach
    void open() {
        namespace = API.newNamespace();
        account = Account.create(API.client(), namespace);
        viewers = new Viewers(API.client(), threads);
    }

    @AfterEach
    void close() {
        account.maySeeNothing();
        threads.close();
    }

    @Test
    void aTokenForTheApiServerOrForUsTellsWhoAsks() {
        String name = "system:serviceaccount:" + namespace + ":" + account.name();

        assertThat(viewers.viewer(account.token())).map(Viewer::name).contains(name);
        assertThat(viewers.viewer(account.token("connectivity.dev")))
                .map(Viewer::name)
                .contains(name);
    }

    @Test
    void aTokenForSomebodyElseIsNone() {
        assertThat(viewers.viewer(account.token("vault.example.test"))).isEmpty();
    }

    @Test
    void whatIsNotAToken() {
        String token = account.token();

        assertThat(viewers.viewer("")).isEmpty();
        assertThat(viewers.viewer("nonsense")).isEmpty();
        assertThat(viewers.viewer("a b")).isEmpty();
        assertThat(viewers.viewer("x".repeat(100_000))).isEmpty();
        assertThat(viewers.viewer(token.substring(0, token.length() - 10) + "AAAAAAAAAA"))
                .as("a forged signature")
                .isEmpty();
    }

    @Test
    void theTokenOfAnAccountThatIsGoneIsNone() {
        String token = account.token();
        account.delete();

        // The API server hears of it a little later, and remembers for 10 s what it took.
        await().atMost(REMEMBERED).until(() -> viewers.viewer(token).isEmpty());
    }

    @Test
    void aTokenThatHasExpiredIsNone() {
        String token = account.token();

        assertThat(viewers.viewer(SignedToken.aged(token, Duration.ofSeconds(60))))
                .as("an hour's token, a minute old")
                .isPresent();
        assertThat(viewers.viewer(SignedToken.aged(token, Duration.ofHours(2)))).isEmpty();
    }

    @Test
    void withoutARightNothingIsSeen() {
        Viewer viewer = viewer();

        assertThat(viewer.mayGet(namespace)).isFalse();
        assertThat(viewer.mayGet(namespace, "storefront")).isFalse();
        assertThat(viewer.namespaces(Set.of(namespace, "default"))).isEmpty();
    }

    @Test
    void aRightOnOneNamespaceShowsThatOne() {
        account.maySee(namespace);
        await().atMost(SOON).until(() -> viewer().mayGet(namespace));

        assertThat(viewer().mayGet(namespace, "storefront")).isTrue();
        assertThat(viewer().mayGet("default")).isFalse();
        assertThat(viewer().mayGet("NOT/a name")).isFalse();
        assertThat(viewer().namespaces(Set.of(namespace, "default", "kube-system")))
                .containsExactly(namespace);
    }

    @Test
    void aRightOnOnePolicyShowsThatOneAndNoListing() {
        account.maySee(namespace, "storefront");
        await().atMost(SOON).until(() -> viewer().mayGet(namespace, "storefront"));

        assertThat(viewer().mayGet(namespace, "backoffice")).isFalse();
        assertThat(viewer().mayGet(namespace)).isFalse();
        assertThat(viewer().namespaces(Set.of(namespace))).isEmpty();
    }

    @Test
    void aRightOnTheClusterShowsAll() {
        account.maySeeAll();
        await().atMost(SOON)
                .until(() -> viewer().namespaces(Set.of(namespace, "default")).size() == 2);
    }

    @Test
    void aRightThatIsTakenAwayIsGoneWithinTheTimeThatAnswersAreRemembered() {
        account.maySee(namespace);
        await().atMost(SOON).until(() -> viewer().mayGet(namespace));
        account.maySeeNothing();

        await().atMost(REMEMBERED).until(() -> !viewer().mayGet(namespace));
    }

    @Test
    void aThousandNamespacesAreSortedOutAtOnce() {
        account.maySee(namespace);
        await().atMost(SOON).until(() -> viewer().mayGet(namespace));
        Set<String> all =
                IntStream.range(0, 1_000).mapToObj(it -> "shop-" + it).collect(Collectors.toSet());
        all.add(namespace);

        Viewer viewer = viewer();
        long began = System.nanoTime();
        assertThat(viewer.namespaces(all)).containsExactly(namespace);
        long first = System.nanoTime() - began;
        long second = Long.MAX_VALUE;
        for (int again = 0; again < 10; again++) {
            long now = System.nanoTime();
            assertThat(viewer.namespaces(all)).containsExactly(namespace);
            second = Math.min(second, System.nanoTime() - now);
        }
        System.out.printf(
                "1,001 namespaces sorted out in %d ms, then in %d ms%n",
                Duration.ofNanos(first).toMillis(), Duration.ofNanos(second).toMillis());
        assertThat(second).isLessThan(first);
    }

    @Test
    void anApiServerThatIsAwayDecidesNothing() {
        String token = account.token();
        var nowhere =
                new ConfigBuilder(API.client().getConfiguration())
                        .withMasterUrl("https://127.0.0.1:1")
                        .withRequestRetryBackoffLimit(0)
                        .build();
        try (KubernetesClient away = new KubernetesClientBuilder().withConfig(nowhere).build()) {
            assertThatThrownBy(() -> new Viewers(away, threads).viewer(token))
                    .isInstanceOf(UndecidedException.class)
                    .hasMessageContaining("it cannot be reached")
                    .hasMessageNotContaining(token);
        }
    }

    @Test
    void anOperatorThatMayNotAskDecidesNothing() {
        String token = account.token();
        var powerless =
                new ConfigBuilder(API.client().getConfiguration())
                        .withImpersonateUsername("nobody")
                        .build();
        try (KubernetesClient nobody =
                new KubernetesClientBuilder().withConfig(powerless).build()) {
            assertThatThrownBy(() -> new Viewers(nobody, threads).viewer(token))
                    .isInstanceOf(UndecidedException.class)
                    .hasMessageContaining("it answered 403")
                    .hasMessageNotContaining(token);
        }
    }

    private Viewer viewer() {
        return viewers.viewer(account.token()).orElseThrow();
    }
}
