package dev.connectivity.cli.open;

import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.cli.live.Cluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code open [POLICY]}: the operator's page in a browser of this machine, until it is ended. */
@CommandLine.Command(
        name = "open",
        description = {
            "Shows the operator's page in this machine's browser, until it is ended.",
            "It listens on 127.0.0.1, lets one browser in, and adds the viewer's token to what that"
                    + " asks."
        })
public final class OpenCommand implements Command {

    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Streams streams;

    @Parameters(
            arity = "0..1",
            paramLabel = "POLICY",
            description = "The policy to begin with; if left out, all that the viewer may see.")
    private @Nullable String policy;

    @Mixin private Cluster cluster = new Cluster();

    @ArgGroup private Who who = new Who();

    @Mixin private Where where = new Where();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of this machine; if left out, one that is free.")
    private int port;

    @Option(names = "--no-browser", description = "Only print the address.")
    private boolean noBrowser;

    /** As whom the page is looked at; by default as the kubeconfig's user. */
    static final class Who {

        @Option(
                names = "--service-account",
                paramLabel = "[NAMESPACE/]NAME",
                description =
                        "Look as this ServiceAccount, by short-lived tokens; its namespace is that"
                                + " of -n if left out.")
        private @Nullable String serviceAccount;

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "Look with the token in this file.")
        private @Nullable Path tokenFile;

        Supplier<String> source(KubernetesClient client, Cluster cluster) {
            if (tokenFile != null) {
                Path file = tokenFile;
                return () -> Tokens.ofFile(file);
            }
            if (serviceAccount == null) {
                return () -> Tokens.ofKubeconfig(client.getConfiguration());
            }
            int slash = serviceAccount.indexOf('/');
            String namespace =
                    slash < 0 ? cluster.namespace(client) : serviceAccount.substring(0, slash);
            String name = serviceAccount.substring(slash + 1);
            return () -> Tokens.ofServiceAccount(client, namespace, name);
        }
    }

    /** Where the operator is, as a mixin. */
    static final class Where {

        @Option(
                names = "--operator-namespace",
                paramLabel = "NAME",
                defaultValue = "connectivity-system",
                description = "Where the operator is installed; ${DEFAULT-VALUE} if left out.")
        private String namespace = "connectivity-system";

        @Option(
                names = "--service",
                paramLabel = "NAME",
                defaultValue = "connectivity-operator",
                description = "Its Service; ${DEFAULT-VALUE} if left out.")
        private String service = "connectivity-operator";

        @Option(
                names = "--url",
                paramLabel = "URL",
                description =
                        "Where the operator is reached directly, as by an Ingress; if left out, the"
                                + " API server's proxy is used.")
        private @Nullable URI url;

        @Option(
                names = "--certificate-authority",
                paramLabel = "FILE",
                description = "Authorities to trust for --url, in PEM.")
        private @Nullable Path authority;

        void check() {
            if (url != null) {
                check(url);
            } else if (authority != null) {
                throw usage("--certificate-authority is for --url: name that too.");
            }
            if (authority != null && !Files.isReadable(authority)) {
                throw usage(
                        "--certificate-authority: there is no file "
                                + authority
                                + " that can be read.");
            }
        }

        /** A token is sent there: where nobody can read it on the way, and nowhere else. */
        private static void check(URI url) {
            String host = Objects.requireNonNullElse(url.getHost(), "");
            boolean safe = "https".equals(url.getScheme()) || LOOPBACK.contains(host);
            if (host.isEmpty() || !safe) {
                throw usage("--url: begin it with https://, since a token is sent there.");
            }
            if (Stream.of(url.getUserInfo(), url.getQuery(), url.getFragment())
                    .anyMatch(Objects::nonNull)) {
                throw usage("--url: leave out all but host, port and path.");
            }
        }

        Upstream upstream(KubernetesClient client) {
            return url == null
                    ? Upstream.throughApiServer(client, namespace, service)
                    : Upstream.at(url, authority, namespace);
        }

        private static CommandException usage(String words) {
            return new CommandException(ExitCode.Usage, words);
        }
    }

    public OpenCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new CommandException(
                    ExitCode.Usage, port + " is no port: name one from 1 to " + MAX_PORT + ".");
        }
        where.check();
        try (KubernetesClient client = cluster.client();
                Upstream upstream = where.upstream(client)) {
            ViewerToken token =
                    new ViewerToken(who.source(client, cluster), InstantSource.system());
            Viewer viewer = new Viewer(upstream, token);
            viewer.check();
            show(
                    viewer,
                    policy == null ? "" : "policies/" + cluster.namespace(client) + "/" + policy);
        }
        return ExitCode.Well;
    }

    private void show(Viewer viewer, String begin) throws IOException, InterruptedException {
        try (LoopbackProxy proxy = proxy(viewer)) {
            streams.out().println(proxy.address() + begin);
            streams.err()
                    .println(
                            "Shows the page of "
                                    + viewer.upstream().place().page()
                                    + " to the first browser that opens this address. Ctrl-C ends"
                                    + " it.");
            if (!noBrowser) {
                var _ = Browser.show(proxy.address() + begin);
            }
            new CountDownLatch(1).await();
        }
    }

    private LoopbackProxy proxy(Viewer viewer) throws IOException {
        try {
            return new LoopbackProxy(port, new Relay(viewer));
        } catch (BindException _) {
            throw new CommandException(
                    ExitCode.Usage,
                    "Port " + port + " is taken: name another by --port, or leave it out.");
        }
    }
}
