package dev.connectivity.apiserver;

import com.sun.net.httpserver.HttpServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What most look at: one policy of each kind, of which all is known that there is to know. */
class ShopScene extends PageScene {

    /** Of one that is Down, one that is Degraded and one that is Up; only times change later. */
    private static final List<String> COMES_TO =
            List.of(
                    ".card.Down[data-reason=PortMismatch] .ways .edge.Down",
                    ".card.Down .leaves > li:nth-child(1) > .edge.Down",
                    ".card.Down .leaves > li:nth-child(2) > .edge.Up",
                    ".card.Down .leaves > li:nth-child(3) > .edge.Down",
                    ".card.Degraded[data-reason=FallbackActive] .leaves .edge.Degraded",
                    ".card.Degraded .leaves .edge.Up",
                    ".calm[data-health=Up]");

    private static final List<AutoCloseable> STAGED = new ArrayList<>();

    static String shop;

    @BeforeAll
    static void stage() {
        shop = API.newNamespace();
        keepSecret(shop, "postgresql://shop:canary-of-the-password@127.0.0.1:1/shop");
        HttpServer payments = website(STAGED);
        String pays = upstream("payments", payments.getAddress().getPort(), "Required");
        deploy(
                STAGED,
                shop,
                "storefront",
                3000,
                DATABASE + "upstreams:\n" + pays + upstream("fonts", 1, "Optional"));
        deploy(
                STAGED,
                shop,
                "helpdesk",
                3001,
                "mode: Enforce\nupstreams:\n"
                        + pays
                        + upstream("chatbot", 1, "Optional")
                        + FALLBACK);
        deploy(STAGED, shop, "basket", 3001, "upstreams:\n" + pays);
        Account first = Account.create(API.client(), shop);
        first.maySee(shop);
        browser.as(first.token());
        COMES_TO.forEach(it -> openUntil("/", it));
        first.maySeeNothing();
    }

    @AfterAll
    static void clear() throws Exception {
        for (AutoCloseable one : STAGED) {
            one.close();
        }
        STAGED.clear();
    }
}
