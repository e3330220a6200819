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

    /** Exit code, and standard output and error together. */
    record Result(int code, String output) {}

    /** Runs {@code kubectl ARGUMENTS -f FILE}; fails where it does. */
    void onFile(String namespace, String manifest, String... arguments) {
        succeeded(tryOnFile(namespace, manifest, arguments));
    }

    Result tryOnFile(String namespace, String manifest, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("-f", file("manifest.yaml", manifest).toString()));
        return start(namespace, command, Map.of());
    }

    /** Runs {@code kubectl ARGUMENTS}; fails where it does. */
    String run(String... arguments) {
        return succeeded(start(command(arguments), Map.of()));
    }

    /** Runs {@code kubectl -n NAMESPACE ARGUMENTS}; fails where it does. */
    String runIn(String namespace, String... arguments) {
        return succeeded(start(namespace, List.of(arguments), Map.of()));
    }

    /** Runs a line as a shell does, whose kubectl talks to the API server; fails where it does. */
    String shell(String line) {
        return succeeded(
                start(List.of("sh", "-c", line), Map.of("KUBECONFIG", kubeconfig.toString())));
    }

    /** {@code kubectl edit}, by somebody who replaces a text in the editor. */
    void edit(String namespace, String object, String wrong, String right) {
        Path editor =
                file("editor", "#!/bin/sh\nsed -i '0,/%s/s//%s/' \"$1\"\n".formatted(wrong, right));
        if (!editor.toFile().setExecutable(true)) {
            throw new IllegalStateException("no executable in " + folder);
        }
        String output =
                succeeded(
                        start(
                                namespace,
                                List.of("edit", object),
                                Map.of("KUBE_EDITOR", editor.toString())));
        if (!output.contains("edited")) {
            throw new AssertionError("nothing was edited: " + output);
        }
    }

    /** Writes a file into the folder of this kubectl, and below. */
    Path file(String name, String text) {
        Path file = path(name);
        write(file, text);
        return file;
    }

    /** Where such a file, or a folder of them, is. */
    Path path(String name) {
        return folder.resolve(name);
    }

    private static String succeeded(Result result) {
        if (result.code() != 0) {
            throw new AssertionError(result.output());
        }
        return result.output();
    }

    private Result start(String namespace, List<String> arguments, Map<String, String> variables) {
        List<String> command = command("-n", namespace);
        command.addAll(arguments);
        return start(command, variables);
    }

    private List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Result start(List<String> command, Map<String, String> variables) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
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
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
