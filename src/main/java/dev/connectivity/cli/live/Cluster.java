package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ClusterReading;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster and namespace a command is about, as a mixin: by default kubectl's. */
public final class Cluster {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace; the context's if left out.")
    private @Nullable String namespace;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig; the current one if left out.")
    private @Nullable String context;

    public KubernetesClient client() {
        Config config = Config.autoConfigure(context);
        if (context != null
                && (config.getCurrentContext() == null
                        || !context.equals(config.getCurrentContext().getName()))) {
            throw new CommandException(
                    ExitCode.Usage,
                    "The kubeconfig has no context "
                            + context
                            + ": see kubectl config get-contexts.");
        }
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        // Whoever waits at a terminal would rather know.
        config.setRequestRetryBackoffLimit(1);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(ClusterReading.serialization())
                .build();
    }

    public String namespace(KubernetesClient client) {
        return Optional.ofNullable(namespace)
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
    }

    /** What the API server answers; its refusal says what to do. */
    static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw refusal(e);
        }
    }

    public static CommandException refusal(KubernetesClientException e) {
        return new CommandException(ExitCode.Undetermined, words(e));
    }

    private static String words(KubernetesClientException e) {
        return switch (e.getCode()) {
            case 401 ->
                    "The API server does not know who asks: renew the login of the kubeconfig's"
                            + " user.";
            case 403 -> "The API server refuses: " + status(e) + ".";
            case 404 ->
                    "The cluster does not know ConnectivityPolicies: install the operator first, as"
                            + " docs/install.md says.";
            case 0, -1 ->
                    "The API server cannot be reached: look at the kubeconfig's server, or name"
                            + " another by --context.";
            default -> "The API server answered with " + e.getCode() + ": " + status(e) + ".";
        };
    }

    private static String status(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? "without saying why"
                : e.getStatus().getMessage();
    }
}
