package dev.connectivity.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.Views;
import dev.connectivity.view.PolicyView;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {

    private static final PolicyView BASKET = Views.healthy("shop", "basket");
    private static final PolicyView LOGIN = Views.healthy("identity", "login");

    private final Telling telling = new Telling();

    @Test
    void theFirstTimeAllIsTold() {
        assertThat(telling.next(List.of(of(BASKET, "a"), of(LOGIN, "b")), "10:00:00"))
                .contains(
                        "{\"order\":[\"shop/basket\",\"identity/login\"],"
                            + "\"changed\":[[\"shop/basket\",\"a\"],[\"identity/login\",\"b\"]],"
                            + "\"asOf\":\"10:00:00\"}");
    }

    @Test
    void nothingIsToldOfWhatIsAsItWas() {
        telling.next(List.of(of(BASKET, "a")), "10:00:00");

        assertThat(telling.next(List.of(of(BASKET, "a")), "10:00:01")).isEmpty();
    }

    @Test
    void onlyWhatChangedIsTold() {
        telling.next(List.of(of(BASKET, "a"), of(LOGIN, "b")), "10:00:00");

        assertThat(telling.next(List.of(of(BASKET, "a"), of(LOGIN, "c")), "10:00:01"))
                .contains("{\"changed\":[[\"identity/login\",\"c\"]],\"asOf\":\"10:00:01\"}");
    }

    @Test
    void whatWentIsLeftOutOfTheOrder() {
        telling.next(List.of(of(BASKET, "a"), of(LOGIN, "b")), "10:00:00");

        assertThat(telling.next(List.of(of(LOGIN, "b")), "10:00:01"))
                .contains("{\"order\":[\"identity/login\"],\"changed\":[],\"asOf\":\"10:00:01\"}");
    }

    private static Rendered of(PolicyView view, String html) {
        return new Rendered(view, html);
    }
}
