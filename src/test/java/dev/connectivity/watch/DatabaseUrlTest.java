package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.watch.DatabaseUrl.MalformedUrlException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    private static final Map<Tls, String> TLS =
            Map.of(
                    Tls.DISABLE, "DISABLE",
                    Tls.PREFER, "PREFER",
                    Tls.REQUIRE, "REQUIRE",
                    Tls.VERIFY_CA, "VERIFY_CA",
                    Tls.VERIFY_FULL, "VERIFY_FULL");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgresql://u:p@db:5433/shop?sslmode=require    | db:5433/shop u p REQUIRE
                    postgres://u:p@db/shop                           | db:5432/shop u p PREFER
                    postgresql://u@db                                | db:5432/ u  PREFER
                    postgresql://a%40b:p%2Fq+r@db/s?sslmode=disable  | db:5432/s a@b p/q+r DISABLE
                    postgresql://u:p@[::1]:5432/s?sslmode=verify-ca  | ::1:5432/s u p VERIFY_CA
                    postgresql://u:p@db/s?a=b&sslmode=verify-full    | db:5432/s u p VERIFY_FULL
                    postgresql://u:p@db/s?sslmode=require&sslrootcert=/ca.pem | db:5432/s u p REQUIRE
                    postgresql://u:p@db/s?sslmode=require&sslaccept=strict | db:5432/s u p VERIFY_FULL
                    postgresql://u:p@db/s?sslmode=disable&sslaccept=strict | db:5432/s u p DISABLE
                    postgresql://u:p@db/s?ssl=true                   | db:5432/s u p VERIFY_FULL
                    postgresql+asyncpg://u:p@db/s?ssl=require        | db:5432/s u p REQUIRE
                    """)
    void isReadAsLibpqReadsIt(String url, String expected) throws MalformedUrlException {
        assertThat(read(Engine.PostgreSQL, url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mysql://u:p@db:3307/shop                         | db:3307/shop u p PREFER
                    mysql2://u:p@db/shop?ssl_mode=verify_identity    | db:3306/shop u p VERIFY_FULL
                    mysql+pymysql://u:p@db/shop?ssl-mode=REQUIRED    | db:3306/shop u p REQUIRE
                    mariadb://u:p@db/shop?sslMode=trust              | db:3306/shop u p REQUIRE
                    mysql://u:p@db                                   | db:3306/ u p PREFER
                    mysql://u:p@db/s?sslMode=VERIFY_CA               | db:3306/s u p VERIFY_CA
                    mysql://u:p@db/s?sslaccept=strict                | db:3306/s u p VERIFY_FULL
                    mysql://u:p@db/s?sslaccept=accept_invalid_certs  | db:3306/s u p REQUIRE
                    mysql://u:p@db/s?ssl={"rejectUnauthorized":true} | db:3306/s u p VERIFY_FULL
                    mysql://u:p@db/s?ssl=%7B%22rejectUnauthorized%22:false%7D | db:3306/s u p REQUIRE
                    mysql://u:p@db/s?useSSL=false                    | db:3306/s u p DISABLE
                    mysql://u:p@db/s?useSSL=true                     | db:3306/s u p PREFER
                    mysql://u:p@db/s?useSSL=true&requireSSL=true     | db:3306/s u p REQUIRE
                    mysql://u:p@db/s?useSSL=true&verifyServerCertificate=true | db:3306/s u p VERIFY_CA
                    mysql://u:p@db/s?ssl-ca=/etc/ca.pem&ssl_mode=VERIFY_CA | db:3306/s u p VERIFY_CA
                    """)
    void ofMysqlIsReadAsItsDriversReadIt(String url, String expected) throws MalformedUrlException {
        assertThat(read(Engine.MySQL, url)).isEqualTo(expected);
    }

    private static String read(Engine engine, String url) throws MalformedUrlException {
        DatabaseUrl read = DatabaseUrl.parse(engine, url, "shop");
        return "%s:%d/%s %s %s %s"
                .formatted(
                        read.address().host(),
                        read.address().port(),
                        read.database(),
                        read.login().username(),
                        read.login().password(),
                        TLS.get(read.tls()));
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
                "postgresql://s3cret:s3cret@db/s3cret?sslmode=s3cret",
                "postgresql://s3cret:s3cret@db/s3cret?ssl=s3cret",
                "postgresql://s3cret:s3cret@db/s3cret?sslaccept=s3cret",
                "postgresql://s3cret:s3cret@db/s3cret?sslmode=s3%cret"
            })
    void whatIsMalformedIsNeverRepeated(String url) {
        assertThatExceptionOfType(MalformedUrlException.class)
                .isThrownBy(() -> DatabaseUrl.parse(Engine.PostgreSQL, url, "shop"))
                .withNoCause()
                .withMessageNotContainingAny("s3cret", "s3 cret", "s3%cret");
    }
}
