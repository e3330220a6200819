package dev.connectivity.cli.open;

import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.live.Cluster;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a viewer's token comes from. Each way either gives one or says what to do. */
final class Tokens {

    /** The least that the API server grants. */
    private static final long SECONDS = 600;

    /** With such a token nothing else is opened, whoever gets hold of it. */
    private static final String AUDIENCE = "connectivity.dev";

    private Tokens() {}

    /** The one that the kubeconfig's user logs in with, read or made anew. */
    static String ofKubeconfig(Config config) {
        Config now = config.refresh();
        return Stream.of(
                        Optional.ofNullable(now.getOauthTokenProvider())
                                .map(provider -> provider.getToken()),
                        Optional.ofNullable(now.getOauthToken()),
                        Optional.ofNullable(now.getAutoOAuthToken()))
                .flatMap(Optional::stream)
                .filter(it -> !it.isBlank())
                .findFirst()
                .orElseThrow(() -> none(now));
    }

    private static CommandException none(Config config) {
        boolean certificate =
                config.getClientCertData() != null || config.getClientCertFile() != null;
        return new CommandException(
                ExitCode.Usage,
                """
                The kubeconfig's user %s, and the operator knows viewers by a token. Look as a ServiceAccount instead:
                  connectivity open --service-account NAMESPACE/NAME
                one that may view, for example: kubectl create serviceaccount viewer -n NAMESPACE && kubectl create rolebinding viewer -n NAMESPACE --clusterrole=view --serviceaccount=NAMESPACE:viewer
                or give a token of your own:
                  connectivity open --token-file FILE\
                """
                        .formatted(
                                certificate
                                        ? "logs in by a client certificate, which cannot be passed"
                                                + " on"
                                        : "has no token"));
    }

    /** A short-lived one of a ServiceAccount, for the operator alone. */
    static String ofServiceAccount(KubernetesClient client, String namespace, String name) {
        TokenRequest request =
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(AUDIENCE)
                        .withExpirationSeconds(SECONDS)
                        .endSpec()
                        .build();
        try {
            return client.serviceAccounts()
                    .inNamespace(namespace)
                    .withName(name)
                    .tokenRequest(request)
                    .getStatus()
                    .getToken();
        } catch (KubernetesClientException e) {
            throw refused(e, namespace, name);
        }
    }

    private static CommandException refused(
            KubernetesClientException e, String namespace, String name) {
        return switch (e.getCode()) {
            case 403 ->
                    new CommandException(
                            ExitCode.Undetermined,
                            "You may not make a token of ServiceAccount %s in namespace %s. It needs the right to create serviceaccounts/token there: kubectl create role viewer-token -n %s --verb=create --resource=serviceaccounts/token --resource-name=%s, and a RoleBinding to it."
                                    .formatted(name, namespace, namespace, name));
            case 404 ->
                    new CommandException(
                            ExitCode.Usage,
                            "Namespace %s has no ServiceAccount %s. See kubectl get serviceaccounts -n %s."
                                    .formatted(namespace, name, namespace));
            default -> Cluster.refusal(e);
        };
    }

    /** The first line of a file, read each time. */
    static String ofFile(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(it -> it.matches("[!-~]+"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new CommandException(
                                            ExitCode.Usage,
                                            "--token-file: " + file + " holds no token."));
        } catch (IOException | UncheckedIOException _) {
            throw new CommandException(
                    ExitCode.Usage,
                    "--token-file: there is no file " + file + " that can be read.");
        }
    }
}
