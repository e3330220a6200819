package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page when much is down at once. */
class PageOutageIT extends PageScene {

    private static final int MANY = 12;
    private static final String CLOSED = ".card details:not([open])";

    @Test
    void theWorstFewAreOpenAndTheOthersSayWhyInALine() {
        HttpServer shared = website(staged);
        for (int i = 0; i < MANY; i++) {
            String name = "service-%02d".formatted(i);
            create(namespace, DEPLOYMENT.formatted(name, "3001"));
            create(
                    namespace,
                    POLICY.formatted(name).replace("  listener: {port: 3001, env: [PORT]}\n", "")
                            + ("upstreams:\n"
                                            + upstream(
                                                    "payments",
                                                    shared.getAddress().getPort(),
                                                    "Required"))
                                    .indent(2));
        }
        account.maySee(namespace);
        browser.narrow();
        openUntil("/", ".policies > li:nth-child(" + MANY + ") .calm[data-health=Up]");
        isShown("#live.on");

        shared.stop(0);
        isShown(".policies > li:nth-child(" + MANY + ") .card.Down");
        becomes("the worst few", PageOutageIT::theWorstFewAreOpen);
        assertThat(browser.one(CLOSED + " .brief").getText()).isNotBlank();
        assertThat((long) browser.run("return document.documentElement.scrollWidth"))
                .isEqualTo(360);
        assertThat(browser.one("#tally").getDomProperty("textContent")).isEqualTo(MANY + " down");

        whatIsOpenedStaysOpenAndFocused();
        whatIsAskedForIsShownInFull();
        assertThat(browser.console()).isEmpty();
    }

    /** Three to six: they go down one by one, and what was open stays so when worse comes. */
    private static boolean theWorstFewAreOpen() {
        return (boolean)
                browser.run(
                        """
                        const count = selector => document.querySelectorAll(selector).length;
                        const open = count('.card details[open]');
                        return open >= 3 && open <= 6
                            && count('.card details[open] .picture') === open
                            && count('.card details:not([open]) .brief') === arguments[0] - open;
                        """,
                        MANY);
    }

    private void whatIsOpenedStaysOpenAndFocused() {
        browser.run(
                """
                window.opened = document.querySelector('.card details:not([open])');
                opened.querySelector('summary').focus();
                """);
        browser.press(Keys.ENTER);
        assertThat(browser.run("return opened.querySelector('.remedy').checkVisibility()"))
                .isEqualTo(true);
        String told = browser.one("#live .clock").getText();
        becomes("the next that is told", () -> !browser.one("#live .clock").getText().equals(told));
        assertThat(
                        browser.run(
                                """
                                return opened.isConnected && opened.open
                                    && document.activeElement === opened.querySelector('summary')
                                """))
                .isEqualTo(true);
    }

    private void whatIsAskedForIsShownInFull() {
        browser.one("[name=text]").sendKeys("service-11" + Keys.ENTER);
        isShown("[data-words*=service-11] .picture");
        assertThat(browser.all(".policies > li:not([hidden])")).hasSize(1);
    }
}
