package dev.connectivity.cli.open;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer that began: its head is there, its body is on its way. */
record Answer(HttpResponse<AsyncBody> response, Arriving arriving) implements Reply {

    static Answer of(HttpResponse<AsyncBody> response, Arriving arriving) {
        arriving.begin(response.body());
        return new Answer(response, arriving);
    }

    int status() {
        return response.code();
    }

    Map<String, List<String>> headers() {
        return response.headers();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(response.header(name));
    }

    boolean isPage() {
        return status() == 200 && header("Content-Type").orElse("").startsWith("text/html");
    }

    String beginning() throws IOException, InterruptedException {
        return arriving.beginning(response.body());
    }

    void passTo(OutputStream out) throws IOException, InterruptedException {
        arriving.passTo(out, response.body());
    }

    /** What is still on its way is not wanted. */
    void cancel() {
        response.body().cancel();
    }
}
