package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectivity.probe.Question;
import dev.connectivity.watch.DatabaseUrl.MalformedUrlException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgresql://u:p@db:5433/shop?sslmode=require    | db:5433/shop u p Require
                    postgres://u:p@db/shop                           | db:5432/shop u p Prefer
                    postgresql://u@db                                | db:5432/u u  Prefer
                    postgresql://a%40b:p%2Fq+r@db/s?sslmode=disable  | db:5432/s a@b p/q+r Disable
                    postgresql://u:p@[::1]:5432/s?sslmode=verify-ca  | ::1:5432/s u p VerifyCa
                    postgresql://u:p@db/s?a=b&sslmode=verify-full    | db:5432/s u p VerifyFull
                    """)
    void isReadAsLibpqReadsIt(String url, String expected) throws MalformedUrlException {
        Question.PostgreSql question = DatabaseUrl.parse(url, "shop");
        assertThat(
                        "%s:%d/%s %s %s %s"
                                .formatted(
                                        question.address().host(),
                                        question.address().port(),
                                        question.database(),
                                        question.login().username(),
                                        question.login().password(),
                                        question.tls()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://s3cret:s3cret@db/s3cret",
                "s3cret",
                "postgresql://s3cret:s3 cret@db/s3cret",
                "postgresql://s3cret:s3%cret@db/s3cret",
                "postgresql:///s3cret",
                "postgresql://:s3cret@db/s3cret",
                "postgresql://s3cret,s3cret/s3cret",
                "postgresql://s3cret:s3cret@db/s3cret?sslmode=s3cret"
            })
    void whatIsMalformedIsNeverRepeated(String url) {
        assertThatExceptionOfType(MalformedUrlException.class)
                .isThrownBy(() -> DatabaseUrl.parse(url, "shop"))
                .withNoCause()
                .withMessageNotContainingAny("s3cret", "s3 cret", "s3%cret");
    }
}
