package dev.connectivity.testing;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.probe.TlsOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Declared requests, and a server that answers each by its head. */
public final class HttpFixtures {

    private HttpFixtures() {}

    /**
     * As a policy's {@code probe.http} reads.
     *
     * @param yaml the inside of its braces
     */
    public static Http http(String yaml) {
        Policy policy =
                Policies.read(
                        "workload: {name: w}, secrets: [keys], upstreams: [{name: a, url:"
                                + " 'http://a', probe: {timeout: 5s, http: {"
                                + yaml
                                + "}}}]");
        return policy.upstreams().getFirst().http();
    }

    public static TlsOptions ours() {
        try {
            return TlsOptions.FULL.with(
                    Pem.authority(TestCertificates.certificatePem(TestCertificates.AUTHORITY)));
        } catch (MalformedPemException e) {
            throw new AssertionError(e);
        }
    }

    /** What a server was asked, and what it answers. */
    public record Answering(List<String> heads, Function<String, String> answers) {

        public static Answering with(Function<String, String> answers) {
            return new Answering(new CopyOnWriteArrayList<>(), answers);
        }

        public static Answering always(String answer) {
            return with(_ -> answer);
        }

        public FakeServer plain() {
            return FakeServer.serving(this::converse);
        }

        public FakeServer secured() {
            SSLContext context = TestCertificates.serverWith(TestCertificates.GOOD);
            return FakeServer.secured(context, this::converse);
        }

        private void converse(Socket client) throws IOException {
            String head = head(client);
            heads.add(head);
            client.getOutputStream()
                    .write(answers.apply(head).getBytes(StandardCharsets.ISO_8859_1));
            client.getOutputStream().flush();
            client.close();
        }

        private static String head(Socket client) throws IOException {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    client.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }
    }
}
