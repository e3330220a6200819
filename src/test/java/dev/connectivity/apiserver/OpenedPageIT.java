package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.cli.open.Opened;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser that has no token: {@code connectivity open} adds it. */
class OpenedPageIT extends ShopScene {

    @Test
    void itIsLiveAndEveryLinkOfItLeadsSomewhere(@TempDir Path folder) throws Exception {
        account.maySee(shop);
        String token = account.token();
        Path file = Files.writeString(folder.resolve("token"), token);
        openUntil("/", ".card.Down .ways .edge.Down");
        browser.as("").open(page("/"));
        assertThat(browser.text()).as("without a token").contains("Who are you?");
        browser.console();
        try (Opened opened =
                Opened.with("--url", operator.base().toString(), "--token-file", file.toString())) {
            browser.open(opened.address());
            isShown(".card.Down .ways .edge.Down");
            isShown("#live.on");
            browser.one(".card.Down .more a").click();
            isShown(".sheet.Down");
            isShown("#live.on");
            assertThat(browser.run("return location.pathname").toString())
                    .isEqualTo(opened.address().getPath() + "policies/" + shop + "/storefront");
            browser.one("footer a").click();
            isShown("#portmismatch");
            browser.one(".brand a").click();
            isShown("#live.on");

            assertThat(browser.run("return document.cookie")).as("the script's view").isEqualTo("");
            assertThat(browser.source()).doesNotContain(token);
            assertThat(browser.console()).isEmpty();
        }
    }
}
