package dev.connectivity.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.testing.PageEngine;
import dev.connectivity.testing.Views;
import dev.connectivity.view.Health;
import dev.connectivity.view.PolicyView;
import dev.connectivity.web.page.Overview.Filter;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is made of views, without a browser. */
class RendererTest {

    private static final Frame FRAME =
            new Frame("Connectivity", "./", "0a1b", "events", "10:31:05", false);

    private static final String HOSTILE =
            """
            conditions:
            - {type: Accepted, status: 'True', reason: Accepted, message: ok, lastTransitionTime: '2026-03-01T08:00:00Z'}
            - {type: WorkloadReachable, status: 'False', reason: 'PortMismatch"><b>', message: '<script>alert(1)</script> & `</code><img src=x onerror=alert(2)>`', lastTransitionTime: '2026-03-01T08:00:00Z'}
            findings:
            - {reason: PortMismatch, object: 'Service/<i>', message: '</p><h1>mine</h1>', patch: '</code></pre><script>alert(3)</script>', owner: '"', state: proposed}
            database: {name: database, state: Down, circuit: Open, reason: ConnectionRefused, message: "' onmouseover='alert(4)", since: '<time>'}
            upstreams: []
            """;

    private final Renderer renderer = new Renderer(PageEngine.create());

    @Test
    void theFailingEdgeIsMarkedWithItsReasonAndWhatIsSeenThere() {
        assertThat(squeezed(renderer.card(Views.incident("shop", "storefront"), true)))
                .contains(
                        "<div class=\"edge Down\"><span class=\"why\">Port<wbr>Mismatch</span>",
                        "<span class=\"words\">to 3000, which refuses</span>",
                        "<div class=\"edge Down\"><span"
                                + " class=\"why\">Connection<wbr>Refused</span>",
                        "<div class=\"edge Up\"><span class=\"why\"><span"
                                + " class=\"vh\">answers</span>");
    }

    @Test
    void theReasonComesWithItsRemedyAndItsPlaceInTheRunbook() {
        assertThat(renderer.card(Views.incident("shop", "storefront"), true))
                .contains(
                        "What to do.", "apply the finding&#39;s", "href=\"runbook#portmismatch\"");
        assertThat(renderer.sheet(Views.incident("shop", "storefront")))
                .contains("href=\"../../runbook#portmismatch\"", "targetPort: 3001");
    }

    @Test
    void aHealthyOneIsOneLine() {
        String card = renderer.card(Views.healthy("shop", "basket"), true);

        assertThat(card).contains("class=\"calm\"", "2 of 2 pods · PostgreSQL · 2 upstreams");
        assertThat(card).doesNotContain("<details", "class=\"strip\"").hasSizeLessThan(1_000);
    }

    @Test
    void aFallbackThatIsOnIsDrawnAndSaid() {
        assertThat(renderer.card(Views.degraded("shop", "helpdesk"), true))
                .contains(
                        "in place of chatbot",
                        "circuit open · fallback on since 10:28:03: flag chatbot",
                        "class=\"edge Degraded\"");
    }

    @Test
    void attemptsTellWhenAndWhyAndSuccessesMakeWayFirst() {
        String sheet = renderer.sheet(Views.incident("shop", "storefront"));

        assertThat(sheet)
                .contains(
                        "60 attempts, 10 failed",
                        "<span>10:30:55 ConnectionRefused after 4 ms</span>",
                        "answered in ",
                        "<li class=\"h3 gap\">");
    }

    @Test
    void latencyBudgetsAndIncidentsHaveTheirNumbers() {
        assertThat(renderer.sheet(Views.incident("shop", "storefront")))
                .contains("handshake <b>11 ms</b>", "82 % left", "47 of 259,200 bad")
                .contains("5m <b>14.4×</b>", "too few samples to tell")
                .contains("<td data-label=\"Began\">10:29:58</td>", "after 4.1s", "not yet");
    }

    @Test
    void aCardHasTheBudgetsOfWhatIsNotWell() {
        assertThat(Sheet.of(Views.incident("shop", "storefront")).spent())
                .extracting(Bar::dependency)
                .containsExactly("database");
    }

    @Test
    void widthsGoByAttributesThatAStrictPolicyLetsPass() {
        String page = overview(List.of(Views.incident("shop", "storefront")), Filter.NONE);

        assertThat(page)
                .doesNotContain("style=", "<style", "onclick", "javascript:", "http://www")
                .containsOnlyOnce("<script ");
    }

    @Test
    void wordsOfOthersAreText() {
        PolicyView view = Views.view("shop", "storefront", HOSTILE, Reach.No, false);
        String page = overview(List.of(view), Filter.NONE) + renderer.sheet(view);

        assertThat(page)
                .doesNotContain("<script>alert", "<img", "<b>\"", "<h1>mine", "<i>", "<time>")
                .doesNotContain("' onmouseover")
                .contains("&lt;script&gt;alert(1)", "&lt;/code&gt;&lt;img src=x");
    }

    @Test
    void pathAndQueryOfAnUpstreamAreNotShown() {
        assertThat(renderer.sheet(Views.healthy("shop", "basket")))
                .contains("https://chat.example.test")
                .doesNotContain("key=private", "/embed");
    }

    @Test
    void theFilterHidesAndTheChipsCountAll() {
        List<PolicyView> views =
                List.of(
                        Views.incident("shop", "storefront"),
                        Views.degraded("shop", "helpdesk"),
                        Views.healthy("identity", "login"));

        assertThat(shown(views, Filter.NONE)).hasSize(3);
        assertThat(shown(views, new Filter(Set.of(Health.Down), "", "")))
                .containsExactly("shop/storefront");
        assertThat(shown(views, new Filter(Set.of(), "identity", "")))
                .containsExactly("identity/login");
        assertThat(shown(views, new Filter(Set.of(), "", " fallbackACTIVE ")))
                .containsExactly("shop/helpdesk");
        assertThat(overview(views, new Filter(Set.of(Health.Down), "", "\"><b>")))
                .contains("value=\"&quot;&gt;&lt;b&gt;\"", "<b data-count=\"Up\">1</b>");
    }

    @Test
    void whoSeesNothingIsToldWhatToAskFor() {
        assertThat(renderer.notice(FRAME, Notice.nothing("system:serviceaccount:shop:developer")))
                .contains(
                        "--clusterrole=connectivity-policy-view"
                                + " --serviceaccount=shop:developer -n NAMESPACE",
                        "kind: ConnectivityPolicy");
        assertThat(renderer.notice(FRAME, Notice.nothing("o'hara")))
                .contains("--user=&#39;o&#39;\\&#39;&#39;hara&#39;");
        assertThat(renderer.notice(FRAME, Notice.noToken())).contains("kubectl connectivity open");
    }

    @Test
    void aStandbySaysWhatItDoesNotKnow() {
        assertThat(
                        renderer.notice(
                                new Frame("x", "./", "0", "", "10:31:05", true), Notice.noToken()))
                .contains("stands by and cannot reach the one that leads");
    }

    @Test
    void theRunbookHasAPlaceForEachReason() {
        assertThat(renderer.runbook(FRAME)).contains("<h3 id=\"portmismatch\">PortMismatch</h3>");
    }

    @Test
    void ofManyThatAreDownFewAreShownInFullAndAllWithTheirReasonAndRemedy() {
        List<PolicyView> views = manyOfWhichDown(150);
        String page = overview(views, Filter.NONE);

        assertThat(page.split("<details ", -1)).hasSize(151);
        assertThat(page.split("<details id=\"[^\"]+\" open>", -1)).hasSize(4);
        assertThat(page.split("class=\"picture\"", -1)).hasSize(4);
        assertThat(page.split("<span class=\"brief\">Service storefront sends", -1)).hasSize(151);
        assertThat(page.split("What to do.", -1)).hasSize(151);
        assertThat(page).contains("database: ConnectionRefused</p>");
        assertThat(page).hasSizeLessThan(500_000);
    }

    @Test
    void reasonsAreCounted() {
        List<PolicyView> views =
                List.of(
                        Views.incident("shop", "storefront"),
                        Views.incident("shop", "basket"),
                        Views.degraded("shop", "helpdesk"),
                        Views.healthy("identity", "login"));
        Overview overview =
                Overview.of(cards(views).toList(), new Filter(Set.of(), "", "portmismatch "));

        assertThat(overview.causes())
                .containsExactly(
                        new Overview.Cause("PortMismatch", 2, true),
                        new Overview.Cause("FallbackActive", 1, false));
        assertThat(overview.tally()).isEqualTo("2 down, 1 degraded");
        assertThat(overview(views, Filter.NONE))
                .contains("<a href=\"?text=PortMismatch\"><b>2</b> PortMismatch</a>");
    }

    private static List<PolicyView> manyOfWhichDown(int down) {
        return IntStream.range(0, 200)
                .mapToObj(
                        it ->
                                it < down
                                        ? Views.incident("team-" + it % 9, "service-" + it)
                                        : Views.healthy("team-" + it % 9, "service-" + it))
                .toList();
    }

    private List<String> shown(List<PolicyView> views, Filter filter) {
        return Overview.of(cards(views).toList(), filter).entries().stream()
                .filter(Overview.Entry::shown)
                .map(Overview.Entry::id)
                .toList();
    }

    private String overview(List<PolicyView> views, Filter filter) {
        return renderer.overview(FRAME, Overview.of(cards(views).toList(), filter));
    }

    /** As the board has them. */
    private Stream<Rendered> cards(List<PolicyView> views) {
        List<Card> all =
                views.stream()
                        .map(it -> new Card(it, renderer::card))
                        .sorted(Card.WORST_FIRST)
                        .toList();
        Set<String> lit = new Spotlight(_ -> true).on(all.stream().map(Card::view).toList());
        return all.stream().map(it -> it.rendered(lit.contains(Sheet.id(it.view()))));
    }

    private static String squeezed(String html) {
        return html.replaceAll(">\\s+<", "><");
    }
}
