package dev.connectivity.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.Views;
import dev.connectivity.view.PolicyView;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpotlightTest {

    private final Spotlight spotlight = new Spotlight(_ -> true);

    @Test
    void itIsOnTheFirstFewThatAreNotWell() {
        assertThat(on(Stream.concat(Stream.of(Views.healthy("shop", "basket")), down(1, 9))))
                .containsExactlyInAnyOrder("shop/1", "shop/2", "shop/3");
    }

    @Test
    void whatIsNotAskedForIsLeftOut() {
        assertThat(new Spotlight(it -> it.name().equals("8")).on(down(1, 9).toList()))
                .containsExactly("shop/8");
    }

    @Test
    void whoReadsSomethingKeepsItWhenWorseComes() {
        on(down(5, 9));

        assertThat(on(down(4, 9)))
                .containsExactlyInAnyOrder("shop/4", "shop/5", "shop/6", "shop/7");
    }

    @Test
    void whatIsWellAgainMakesRoom() {
        on(down(1, 9));
        Stream<PolicyView> first = Stream.of(Views.healthy("shop", "1"));

        assertThat(on(Stream.concat(down(2, 9), first)))
                .containsExactlyInAnyOrder("shop/2", "shop/3", "shop/4");
    }

    @Test
    void itNeverGrowsBeyondTwiceThat() {
        on(down(50, 54));
        on(down(40, 54));
        on(down(30, 54));

        assertThat(on(down(20, 54))).contains("shop/20", "shop/22").hasSize(2 * Spotlight.FEW);
    }

    private List<String> on(Stream<PolicyView> worstFirst) {
        return List.copyOf(spotlight.on(worstFirst.toList()));
    }

    private static Stream<PolicyView> down(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(it -> Views.incident("shop", Integer.toString(it)));
    }
}
