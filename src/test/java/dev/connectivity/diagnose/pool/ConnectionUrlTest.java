package dev.connectivity.diagnose.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $(DB_URL)                              | $(DB_URL)?pool=7
                    $(DB_URL)?pool=20                      | $(DB_URL)?pool=7
                    $(DB_URL)?a=1&pool=20&b=2              | $(DB_URL)?a=1&pool=7&b=2
                    $(DB_URL)?pool=20&pool=30              | $(DB_URL)?pool=7
                    $(DB_URL)?                             | $(DB_URL)?pool=7
                    postgresql://db:5432/shop              | postgresql://db:5432/shop?pool=7
                    postgresql://$(U):$(P)@db/shop?a=1     | postgresql://$(U):$(P)@db/shop?a=1&pool=7
                    postgresql://shop:$(P)@$(HOST)/shop    | postgresql://shop:$(P)@$(HOST)/shop?pool=7
                    mysql://shop@[2001:db8::1]:3306/shop   | mysql://shop@[2001:db8::1]:3306/shop?pool=7
                    """)
    void aParameterTakesItsPlace(String text, String expected) {
        assertThat(ConnectionUrl.parse(text).orElseThrow().with(Map.of("pool", "7"), "?").text())
                .isEqualTo(expected);
    }

    @Test
    void severalParametersKeepTheirOrder() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("connection_limit", "7");
        values.put("pool_timeout", "15");

        assertThat(
                        ConnectionUrl.parse("$(DB)&pool_timeout=3")
                                .orElseThrow()
                                .with(values, "&")
                                .text())
                .isEqualTo("$(DB)&pool_timeout=15&connection_limit=7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://shop:hunter2@db/shop",
                "postgresql://shop:$(P)x@db/shop",
                "postgresql://shop:x$(P)@db/shop",
                "postgresql://db/shop?user=shop&password=hunter2",
                "$(DB)?sslpassword=hunter2",
                "$(DB)$(QUERY)",
                "$(SCHEME)://db/shop",
                "$$(DB)?pool=1",
                "host=db password=hunter2",
                ""
            })
    void whatMayHoldACredentialOrCannotBeToldIsLeftAlone(String text) {
        assertThat(ConnectionUrl.parse(text)).isEmpty();
    }

    @Test
    void theLastOfAParameterCounts() {
        ConnectionUrl url = ConnectionUrl.parse("$(DB)?pool=20&pool=30&x").orElseThrow();

        assertThat(url.parameter("pool")).contains("30");
        assertThat(url.parameter("x")).contains("");
        assertThat(url.parameter("y")).isEmpty();
    }
}
