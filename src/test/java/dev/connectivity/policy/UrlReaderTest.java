package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectivity.api.v1alpha1.Demands;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlReaderTest {

    private static final Field FIELD = new Field("spec.upstreams[0].url");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://chat",
                "http://chat:65535",
                "https://chat.example.test/a/b?c=%20&d=(e)",
                "https://192.0.2.1/",
                "http://[2001:db8::1]:8080/",
                "tcp://mail.example.test:25",
                "redis://cache",
                "rediss://cache:6380",
                "amqp://rabbit",
                "amqps://rabbit:5671/%2Fshop",
                "kafka://broker",
                "kafkas://broker:9093",
            })
    void whatIsOneIsTakenAsItIs(String url) {
        assertThat(UrlReader.read(url, FIELD)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "http://?a",
                "HTTP://chat.example.test",
                "http://chat..example.test",
                "http://chat_bot",
                "http://chat.example.test:",
                "http://chat.example.test:0",
                "http://chat.example.test:65536",
                "http://chat.example.test:99999999999",
                "http://chat.example.test:http",
                "http://chat.example.test/a b",
                "http://chat.example.test/%zz",
                "http://chat.example.test/ü",
                "http://[::1",
                "tcp://chat.example.test:25/",
                "redis://cache/0",
                "amqp://rabbit/shop?heartbeat=1",
                "amqp://rabbit/shop/orders",
                "amqp://rabbit?shop",
                "kafka://broker/",
                "kafkas://broker",
            })
    void whatIsNoneIsRefusedWithoutRepeatingIt(String url) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> UrlReader.read(url, FIELD))
                .withMessageStartingWith("spec.upstreams[0].url: ")
                .withMessageNotContainingAny("chat_", "chat..", "%zz", ":0", "65536")
                .withNoCause();
    }

    @Test
    void aLongPathIsReadWithoutDeepRecursion() {
        var url = "http://chat/" + "%20".repeat(330);

        assertThat(UrlReader.read(url, FIELD).getRawPath()).hasSize(991);
    }

    @Test
    void userInformationIsNotRepeated() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> UrlReader.read("https://me:mine@chat.example.test", FIELD))
                .withMessageContaining(Demands.USER_INFO)
                .withMessageNotContaining("mine");
    }
}
