package dev.connectivity.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Common;
import dev.connectivity.probe.Fact.Tried;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CorrelatorTest {

    private static final String NAME = "u#.example.test";
    private static final String ONE_HOST = "db-1.example.test";

    static Stream<Arguments> nameServers() {
        return Stream.of(
                scene("nothing fails", "none", () -> Scene.of().up("u", 20, NAME, 0)),
                scene(
                        "two are chance",
                        "none",
                        () -> Scene.of().unresolved("u", 2, NAME, "10.96.0.10", 10)),
                scene(
                        "three on one name server",
                        "NameServer/10.96.0.10 DNSServerFailure 3",
                        () -> Scene.of().unresolved("u", 3, NAME, "10.96.0.10", 10)),
                scene(
                        "three, and many others that were not asked since",
                        "NameServer/10.96.0.10 DNSServerFailure 3",
                        () ->
                                Scene.of()
                                        .up("w", 17, NAME, 0)
                                        .unresolved("u", 3, NAME, "10.96.0.10", 10)),
                scene(
                        "three, and four others that were served since",
                        "none",
                        () ->
                                Scene.of()
                                        .unresolved("u", 3, NAME, "10.96.0.10", 10)
                                        .up("w", 4, NAME, 20)));
    }

    static Stream<Arguments> whoWasServedSince() {
        return Stream.of(
                scene(
                        "three, and three others that were served since",
                        "NameServer/10.96.0.10 DNSServerFailure 3",
                        () ->
                                Scene.of()
                                        .unresolved("u", 3, NAME, "10.96.0.10", 10)
                                        .up("w", 3, NAME, 20)),
                scene(
                        "one that failed for long beside twenty that fail now",
                        "NameServer/10.96.0.10 DNSServerFailure 10",
                        () ->
                                Scene.of()
                                        .unresolved("old", 1, "old.test", "10.96.0.10", 0)
                                        .up("u", 40, NAME, 100)
                                        .unresolved("u", 20, NAME, "10.96.0.10", 110)),
                scene(
                        "names that do not exist are no name server's fault",
                        "none",
                        () -> Scene.of().down("u", 5, NAME, Reason.DNSNameNotFound, 10)),
                scene(
                        "a refusal proves that the name server served",
                        "none",
                        () ->
                                Scene.of()
                                        .unresolved("u", 3, NAME, "10.96.0.10", 10)
                                        .down("r", 4, "r#.test", Reason.ConnectionRefused, 20)),
                scene(
                        "those who recovered are no longer counted",
                        "none",
                        () ->
                                Scene.of()
                                        .unresolved("u", 5, NAME, "10.96.0.10", 10)
                                        .up("u", 3, NAME, 30)));
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                scene(
                        "many on one host",
                        "Host/db-1.example.test ConnectionTimeout 3",
                        () -> Scene.of().down("u", 5, ONE_HOST, Reason.ConnectionTimeout, 10)),
                scene(
                        "one host that fails each in another way",
                        "none",
                        () ->
                                Scene.of()
                                        .down("a", 1, ONE_HOST, Reason.ConnectionTimeout, 10)
                                        .down("b", 1, ONE_HOST, Reason.ConnectionRefused, 10)
                                        .down("c", 1, ONE_HOST, Reason.HTTPStatusUnexpected, 10)),
                scene(
                        "a Service by its short and by its long name",
                        "Host/db.shop ConnectionRefused 3",
                        () ->
                                Scene.of()
                                        .down("a", 1, "db", Reason.ConnectionRefused, 10)
                                        .down("b", 1, "db.shop", Reason.ConnectionRefused, 10)
                                        .down(
                                                "c",
                                                1,
                                                "db.shop.svc.cluster.local.",
                                                Reason.ConnectionRefused,
                                                10)));
    }

    static Stream<Arguments> whatElseIsShared() {
        return Stream.of(
                scene(
                        "one address family that leads nowhere",
                        "AddressFamily/IPv6 NetworkUnreachable 3",
                        () ->
                                Scene.of()
                                        .up("w", 9, "10.0.0.#", 20)
                                        .down(
                                                "u",
                                                4,
                                                "2001:db8::#",
                                                Reason.NetworkUnreachable,
                                                10)),
                scene(
                        "one host that explains it",
                        "Host/2001:db8::1 ConnectionTimeout 3",
                        () -> Scene.of().down("u", 4, "2001:db8::1", Reason.ConnectionTimeout, 10)),
                scene(
                        "one name that its own servers fail",
                        "Host/db-1.example.test DNSServerFailure 3",
                        () -> Scene.of().unresolved("u", 4, ONE_HOST, "10.96.0.10", 10)),
                scene(
                        "prohibited addresses have nothing in common",
                        "none",
                        () -> Scene.of().down("u", 9, ONE_HOST, Reason.DestinationProhibited, 10)));
    }

    private static final Tried LOST = new Tried.Failed(Reason.ConnectionTimeout);
    private static final Tried REFUSED = new Tried.Failed(Reason.ConnectionRefused);

    static Stream<Arguments> familiesThatTheOtherHides() {
        return Stream.of(
                scene(
                        "one family of many names, while the other answers",
                        "AddressFamily/IPv6 ConnectionTimeout 3",
                        () -> Scene.of().dual("u", 4, NAME, LOST, 10)),
                scene(
                        "one family of many ports of one host",
                        "none",
                        () -> Scene.of().dual("u", 4, ONE_HOST, LOST, 10)),
                scene(
                        "one family of few, and of many others not",
                        "none",
                        () ->
                                Scene.of()
                                        .dual("u", 3, NAME, LOST, 10)
                                        .dual("w", 4, NAME, new Tried.Connected(), 20)),
                scene(
                        "a family that this machine has no way into",
                        "none",
                        () -> Scene.of().dual("u", 4, NAME, new Tried.NotTried(), 10)),
                scene(
                        "a refusal is the server's, not the network's",
                        "none",
                        () -> Scene.of().dual("u", 4, NAME, REFUSED, 10)),
                scene(
                        "those whose family is well again are no longer counted",
                        "none",
                        () ->
                                Scene.of()
                                        .dual("u", 4, NAME, LOST, 10)
                                        .dual("u", 2, NAME, new Tried.Connected(), 20)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({
        "nameServers",
        "whoWasServedSince",
        "hosts",
        "whatElseIsShared",
        "familiesThatTheOtherHides"
    })
    void table(String sentence, String expected, Supplier<Scene> scene) {
        List<String> found =
                scene.get().clusters().members().values().stream()
                        .map(CorrelatorTest::text)
                        .distinct()
                        .toList();
        assertThat(found.isEmpty() ? "none" : String.join(", ", found))
                .as(sentence)
                .isEqualTo(expected);
    }

    @Test
    void oneThatWasSuspectedStaysSoUntilTwiceAsManyAreServed() {
        Scene scene = Scene.of().unresolved("u", 4, NAME, "10.96.0.10", 10);
        Clusters<String> before = scene.clusters();
        assertThat(scene.up("w", 8, NAME, 20).clusters(before).members()).hasSize(4);
        assertThat(scene.clusters().members()).isEmpty();
        assertThat(scene.up("w", 9, NAME, 21).clusters(before).members()).isEmpty();
    }

    @Test
    void membersAreThoseThatFailOnItAlone() {
        Scene scene =
                Scene.of()
                        .unresolved("u", 3, NAME, "10.96.0.10", 10)
                        .down("r", 1, "r.test", Reason.ConnectionRefused, 10);
        assertThat(scene.clusters().members()).containsOnlyKeys("u1", "u2", "u3");
        assertThat(scene.clusters().groups().values()).containsExactly(3);
    }

    @Test
    void wordsKeepToStepsWhileTheCountGrows() {
        Scene scene = Scene.of().unresolved("u", 11, NAME, "10.96.0.10", 10);
        Common eleven = scene.clusters().of("u1").orElseThrow();
        Common more =
                scene.unresolved("u", 25, NAME, "10.96.0.10", 20).clusters().of("u1").orElseThrow();
        assertThat(more).isEqualTo(eleven);
        assertThat(more.atLeast()).isEqualTo(10);
    }

    private static String text(Common common) {
        return "%s %s %d".formatted(common.display(), common.reason(), common.atLeast());
    }

    private static Arguments scene(String sentence, String expected, Supplier<Scene> scene) {
        return Arguments.of(sentence, expected, scene);
    }
}
