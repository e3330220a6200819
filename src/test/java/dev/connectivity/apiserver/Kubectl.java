package dev.connectivity.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real kubectl, since what it writes into {@code managedFields} is what is to be tested. */
final class Kubectl {

    private final Path folder;
    private final Path kubeconfig;

    /**
     * Writes a kubeconfig.
     *
     * @param folder for files, removed by the caller
     */
    Kubectl(Config config, Path folder) {
        this.folder = folder;
        this.kubeconfig = folder.resolve("kubeconfig");
        write(kubeconfig, Serialization.asYaml(kubeconfig(config)));
    }

    /** Runs {@code kubectl ARGUMENTS -f -}; fails where it does. */
    void onFile(String namespace, String manifest, String... arguments) {
        Path file = folder.resolve("manifest.yaml");
        write(file, manifest);
        List<String> all = new ArrayList<>(List.of("-n", namespace));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-f", file.toString()));
        run(all.toArray(String[]::new));
    }

    /** Runs {@code kubectl ARGUMENTS}; fails where it does. */
    void run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl must be on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> kubeconfig(Config config) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("server", config.getMasterUrl());
        cluster.put("certificate-authority", config.getCaCertFile());
        cluster.put("certificate-authority-data", config.getCaCertData());
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("client-certificate", config.getClientCertFile());
        user.put("client-certificate-data", config.getClientCertData());
        user.put("client-key", config.getClientKeyFile());
        user.put("client-key-data", config.getClientKeyData());
        Stream.of(cluster, user).forEach(it -> it.values().removeIf(value -> value == null));
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "clusters",
                List.of(Map.of("name", "it", "cluster", cluster)),
                "users",
                List.of(Map.of("name", "it", "user", user)),
                "contexts",
                List.of(Map.of("name", "it", "context", Map.of("cluster", "it", "user", "it"))),
                "current-context",
                "it");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
