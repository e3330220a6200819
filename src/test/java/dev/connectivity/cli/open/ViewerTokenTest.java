package dev.connectivity.cli.open;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerTokenTest {

    private final TestClock clock = new TestClock();
    private final AtomicInteger taken = new AtomicInteger();

    private ViewerToken good(Duration time) {
        return new ViewerToken(
                () ->
                        jwt(
                                "{\"n\":%d,\"exp\":%d}"
                                        .formatted(
                                                taken.incrementAndGet(),
                                                clock.instant().plus(time).getEpochSecond())),
                clock);
    }

    private static String jwt(String claims) {
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    @Test
    void itIsTakenAnewBeforeItRunsOut() {
        ViewerToken token = good(Duration.ofMinutes(10));
        String first = token.current();
        clock.advance(Duration.ofMinutes(8));
        assertThat(token.current()).isEqualTo(first);
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(token.current()).isNotEqualTo(first);
        assertThat(taken).hasValue(2);
    }

    @Test
    void onceItIsRefusedItIsTakenAnewForAllWhoHadIt() {
        ViewerToken token = good(Duration.ofHours(1));
        String first = token.current();
        String second = token.insteadOf(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(token.insteadOf(first)).isEqualTo(second);
        assertThat(taken).hasValue(2);
    }

    @Test
    void whatStaysRefusedIsNotTakenEachTime() {
        ViewerToken token = good(Duration.ofHours(1));
        String second = token.insteadOf(token.current());
        assertThat(token.insteadOf(second)).isEqualTo(second);
        clock.advance(Duration.ofSeconds(11));
        assertThat(token.insteadOf(second)).isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "a.b.c", "e30.e30.e30", "a.!!.c", "..."})
    void whatDoesNotSayWhenItRunsOutIsKeptUntilItIsRefused(String opaque) {
        ViewerToken token =
                new ViewerToken(
                        () -> {
                            taken.incrementAndGet();
                            return opaque;
                        },
                        clock);
        clock.advance(Duration.ofDays(1));
        assertThat(token.current()).isEqualTo(opaque);
        assertThat(taken).hasValue(1);
    }
}
