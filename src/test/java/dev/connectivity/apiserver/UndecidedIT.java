package dev.connectivity.apiserver;

import static dev.connectivity.apiserver.PackagedOperator.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.apiserver.PackagedOperator.Replica;
import dev.connectivity.testing.ApiWay;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The API server goes away: nobody can say who may see what. */
class UndecidedIT {

    @RegisterExtension static final ApiServer API = new ApiServer();

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void withoutTheApiServerNothingIsShownToWhomItDoesNotKnowYet() throws IOException {
        String namespace = API.newNamespace();
        Account account = Account.create(API.client(), namespace);
        account.maySeeAll();
        String path = "/api/health/" + namespace;
        try (ApiWay way = ApiWay.to(API.client().getConfiguration());
                PackagedOperator operator = start(namespace, way)) {
            await().atMost(SOON)
                    .until(() -> operator.get(path, account.token()).statusCode() == 200);
            String unknown = account.token();
            way.begin(ApiWay.Outage.Refusing);

            HttpResponse<String> answer = operator.get(path, unknown);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            it -> assertThat(it).startsWith("application/problem+json"));
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat((String) json(answer).get("detail"))
                    .contains("did not say who you are")
                    .doesNotContain(unknown);
            assertThat(operator.log()).doesNotContain(unknown);
        }
        account.maySeeNothing();
    }

    private PackagedOperator start(String namespace, ApiWay way) throws IOException {
        var config = API.client().getConfiguration();
        Path kubeconfig = folder.resolve("way.kubeconfig");
        Files.writeString(
                kubeconfig,
                API.kubeconfig()
                        .replaceAll("server: \\S+", "server: " + way.over(config).getMasterUrl()));
        return PackagedOperator.start(
                API, Replica.only(namespace), folder, Map.of("KUBECONFIG", kubeconfig.toString()));
    }
}
