package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page in a browser, of the packaged operator, with the API server's tokens and RBAC. */
class PageIT extends ShopScene {

    /** Whoever may write a Service may say that Helm made it, and of which release. */
    private static final String HOSTILE =
            """
            metadata:
              labels: {app.kubernetes.io/managed-by: Helm}
              annotations: {meta.helm.sh/release-name: '<img src=x onerror=hacked=1>', meta.helm.sh/release-namespace: x}
              name: till
            """;

    @Test
    void theFailingEdgeIsMarkedAndOthersAreNot() {
        account.maySee(shop);
        openUntil("/", ".card.Down .ways .edge.Down");

        assertThat(browser.one(".card.Down .ways .edge.Down").getText())
                .contains("PortMismatch", "to 3000, which refuses");
        assertThat(browser.one(".card.Down .leaves .edge.Down").getText())
                .isEqualTo("ConnectionRefused");
        assertThat(browser.all(".card.Down .leaves .edge.Up")).hasSize(1);
        assertThat(browser.one(".card.Degraded .switched").getText())
                .contains("circuit open", "fallback on since", "flag chatbot");
        assertThat(browser.one(".card.Down .remedy").getText()).contains("What to do.");
        assertThat(browser.all(".policies > li"))
                .extracting(it -> it.getDomAttribute("id"))
                .containsExactly(shop + "/storefront", shop + "/helpdesk", shop + "/basket");
        assertThat(browser.console()).as("violations of the policy, and errors").isEmpty();
    }

    @Test
    void aChangeAppearsWithoutAReloadAndNothingElseMoves() {
        HttpServer payments = website(staged);
        String pays = upstream("payments", payments.getAddress().getPort(), "Required");
        deploy(staged, namespace, "till", 3001, "upstreams:\n" + pays);
        deploy(staged, namespace, "other", 3000, "upstreams:\n" + pays);
        account.maySee(namespace);
        openUntil("/", ".card.Down .ways .edge.Down");
        isShown("#live.on");
        isShown(".calm[data-health=Up]");
        browser.run(
                """
                window.marker = document.querySelector('.card.Down');
                document.querySelector('.card.Down summary').focus();
                """);
        browser.press(Keys.ENTER);
        assertThat(browser.run("return marker.querySelector('details').open")).isEqualTo(false);

        payments.stop(0);
        isShown(".card.Down[data-words*=till] .leaves .edge.Down");
        isShown(".card.Down[data-words*=other] .leaves .edge.Down");
        assertThat(
                        browser.run(
                                """
                                return marker.isConnected && !marker.querySelector('details').open
                                    && document.activeElement === marker.querySelector('summary')
                                """))
                .isEqualTo(true);
        assertThat(browser.one("[data-count=Down]").getText()).isEqualTo("2");
        assertThat(browser.run("return document.title")).isEqualTo("2 down · Connectivity");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void thePageOfOnePolicyChangesToo() {
        HttpServer payments = website(staged);
        String pays = upstream("payments", payments.getAddress().getPort(), "Required");
        deploy(staged, namespace, "till", 3001, "upstreams:\n" + pays);
        account.maySee(namespace);
        openUntil("/policies/" + namespace + "/till", ".sheet.Up .leaves .edge.Up");
        isShown("#live.on");
        browser.run("window.marker = 1");
        payments.stop(0);
        isShown(".sheet.Down .leaves .edge.Down");
        assertThat(browser.run("return window.marker")).isEqualTo(1L);
        API.client().resources(ConnectivityPolicy.class).inNamespace(namespace).delete();
        isShown(".notice");
        assertThat(browser.text()).contains("No such policy");
    }

    @Test
    void itIsWalkedByKeyboard() {
        account.maySee(shop);
        openUntil("/", ".card.Down .strip");
        browser.tab();
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        browser.tab();
        assertThat(browser.focused().getDomAttribute("value")).isEqualTo("Down");
        browser.press(Keys.SPACE);
        becomes("others are hidden", () -> browser.all(".policies > li:not([hidden])").size() == 1);
        assertThat((String) browser.run("return location.search")).isEqualTo("?health=Down");
        browser.press(Keys.SPACE);
        for (int i = 0; i < 8; i++) {
            browser.tab();
        }
        assertThat(browser.focused().getTagName()).isEqualTo("summary");
    }

    @Test
    void theAttemptThatIsReadOutStaysWhileItsStripMovesOn() {
        account.maySee(shop);
        openUntil("/", ".card.Down .strip li:nth-child(2)");
        browser.run("document.querySelector('.card.Down .strip').focus()");
        browser.press(Keys.ARROW_LEFT);
        String read = browser.one(".card.Down .readout").getText();
        assertThat(read).matches("\\d\\d:\\d\\d:\\d\\d ConnectionRefused after .+");
        String newest = "return document.querySelector('.Down .strip > :last-child').textContent";
        Object before = browser.run(newest);
        becomes("a further attempt", () -> !browser.run(newest).equals(before));
        assertThat(browser.one(".card.Down .readout").getText()).isEqualTo(read);
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void theFilterWorksAsOneTypesAndFromTheServer() {
        account.maySee(shop);
        openUntil("/", ".calm[data-health=Up]");
        browser.one("[name=text]").sendKeys("ask");
        becomes("one is left", () -> browser.all(".policies > li:not([hidden])").size() == 1);
        browser.one("[name=text]").sendKeys("xyz");
        becomes("it is said that none is left", () -> browser.one("#none").isDisplayed());
        HttpResponse<String> filtered =
                operator.get("/?health=Degraded&text=help&namespace=" + shop, account.token());
        assertThat(filtered.body().split("<li id=\"[^\"]+\">", -1)).hasSize(2);
        assertThat(filtered.body())
                .contains("<li id=\"" + shop + "/storefront\" hidden>", "value=\"help\"");
    }

    @Test
    void itFitsAPhoneAndIsReadInBothSchemes() {
        account.maySee(shop);
        openUntil("/", ".card.Degraded .edge.Degraded");
        for (String path :
                List.of("/", "/policies/" + shop + "/storefront", "/runbook", "/policies/a/b")) {
            browser.wide().open(page(path));
            for (boolean dark : List.of(false, true)) {
                assertThat(browser.dark(dark).tooFaint()).as(path + " dark " + dark).isEmpty();
            }
            browser.narrow().dark(false).open(page(path));
            assertThat((long) browser.run("return document.documentElement.scrollWidth"))
                    .as("width of " + path)
                    .isEqualTo(360);
        }
    }

    @Test
    void onPaperIsWhatCanBeRead() {
        account.maySee(shop);
        openUntil("/", ".card.Down .strip");
        String seen =
                """
                return [...document.querySelectorAll('.filter, .live, .skip, .foot, .more')]
                    .filter(it => it.checkVisibility()).length
                """;
        assertThat((long) browser.run(seen)).as("on a screen").isPositive();
        assertThat((long) browser.onPaper().run(seen)).isZero();
        assertThat(browser.all(".card.Down .headline, .calm .name"))
                .allMatch(it -> it.isDisplayed());
        assertThat(browser.tooFaint()).isEmpty();
    }

    @Test
    void nothingMovesForWhomThatIsTooMuch() {
        account.maySee(shop);
        openUntil("/", ".card.Down summary");
        String moves =
                """
                const card = document.querySelector('.card.Down');
                card.classList.add('changed');
                const moves = getComputedStyle(card).animationName !== 'none'
                    || getComputedStyle(card.querySelector('summary'), '::after').transitionDuration !== '0s';
                card.classList.remove('changed');
                return moves;
                """;
        assertThat(browser.still(false).run(moves)).isEqualTo(true);
        assertThat(browser.still(true).run(moves)).isEqualTo(false);
    }

    @Test
    void whoHasNoRightSeesNothingAndIsToldWhatToAskFor() {
        browser.open(page("/"));
        assertThat(browser.text())
                .contains("No policy to show", "--clusterrole=connectivity-policy-view")
                .contains("--serviceaccount=" + namespace + ":" + account.name());
        assertThat(browser.source()).doesNotContain(shop, "storefront");
        HttpResponse<String> there =
                operator.get("/policies/" + shop + "/storefront", account.token());
        HttpResponse<String> nowhere =
                operator.get("/policies/" + shop + "/nothing", account.token());

        assertThat(there.statusCode()).isEqualTo(404);
        assertThat(nowhere.body().replace("nothing", "storefront")).isEqualTo(there.body());
        assertThat(operator.get("/events", account.token()).body()).doesNotContain(shop);
        assertThat(operator.get("/events/" + shop + "/storefront", account.token()).body())
                .doesNotContain("Mismatch");
        assertThat(operator.get("/", Map.of()).statusCode()).isEqualTo(401);
        assertThat(operator.get("/", Map.of()).body()).contains("kubectl connectivity open");
        assertThat(operator.get("/", "nonsense").body()).contains("Your token is not taken");
        assertThat(operator.get("/events", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void aStreamEndsAfterRightsAreRemoved() {
        account.maySee(shop);
        openUntil("/", ".calm[data-health=Up]");
        isShown("#live.on");
        account.maySeeNothing();
        isShown(".notice");
        assertThat(browser.source()).doesNotContain(shop);
    }

    @Test
    void secretsAreInNeitherPageNorStream() throws IOException {
        account.maySee(shop);
        openUntil("/policies/" + shop + "/storefront", ".sheet.Down .lines [aria-label=database]");
        String told = browser.source() + operator.get("/", account.token()).body();
        for (String path : List.of("/events", "/events/" + shop + "/storefront")) {
            try (BufferedReader events = read(path)) {
                told += events.readLine() + events.readLine();
            }
        }
        assertThat(told).contains("event:change", "PostgreSQL").doesNotContain("canary", "/embed");
    }

    @Test
    void wordsOfTenantsStayWords() {
        create(
                namespace,
                SERVICE.formatted("till", 3000).replace("metadata: {name: till}", HOSTILE));
        create(namespace, DEPLOYMENT.formatted("till", 3001));
        StagedWorkload workload = new StagedWorkload(API.client(), namespace, "till", 3001);
        staged.add(workload);
        workload.rollOut();
        create(namespace, POLICY.formatted("till"));
        account.maySee(namespace);
        openUntil("/policies/" + namespace + "/till", ".sheet .finding");
        becomes("its words", () -> browser.text().contains("<img src=x onerror=hacked=1>"));
        assertThat(browser.all("img")).isEmpty();
        assertThat(browser.run("return window.hacked")).isNull();
    }

    /** Of a policy that goes: with it all of them end, and take no room from who comes next. */
    @Test
    void onlySoManyAreToldAtOnce() throws IOException {
        deploy(staged, namespace, "till", 3001, "");
        account.maySee(namespace);
        String till = namespace + "/till";
        openUntil("/policies/" + till, ".sheet.Up");
        browser.open(URI.create("about:blank"));
        List<BufferedReader> readers = new ArrayList<>();
        becomes(
                "as many as may",
                () -> readers.addAll(reader("/events/" + till)) && readers.size() == STREAMS);
        assertThat(operator.get("/events", account.token()).statusCode()).isEqualTo(503);
        readers.removeFirst().close();
        becomes("room again", () -> readers.addAll(reader("/events/" + till)));

        API.client().resources(ConnectivityPolicy.class).inNamespace(namespace).delete();
        for (BufferedReader one : readers) {
            assertThat(one.lines()).contains("event:end");
            one.close();
        }
    }
}
