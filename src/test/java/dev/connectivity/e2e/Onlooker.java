package dev.connectivity.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * A ServiceAccount that asks the operator's pods directly.
 *
 * @param token empty for nobody
 */
record Onlooker(String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** One that the namespace's policies may be seen by, if {@code mayView}. */
    static Onlooker of(Scene scene, String name, boolean mayView) {
        scene.kubectl("create", "serviceaccount", name);
        if (mayView) {
            scene.kubectl(
                    "create",
                    "rolebinding",
                    name,
                    "--clusterrole=view",
                    "--serviceaccount=" + scene.namespace + ":" + name);
        }
        return new Onlooker(
                scene.kubectl("create", "token", name, "--audience", "connectivity.dev").strip());
    }

    /** Status 0 where no answer came. */
    record Answer(int status, String body) {

        JsonNode json() {
            try {
                return Serialization.jsonMapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }
    }

    Answer get(String host, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + host + ":8080" + path))
                        .timeout(Duration.ofSeconds(15));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of every replica. */
    static List<String> addresses() {
        return Operator.replicas().stream().map(it -> it.getStatus().getPodIP()).toList();
    }

    /** Behind which all of them are. */
    static String service(Scene scene) {
        return scene.client
                .services()
                .inNamespace(Operator.NAMESPACE)
                .withName(Operator.NAME)
                .get()
                .getSpec()
                .getClusterIP();
    }
}
