package dev.connectivity.e2e;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A storefront of three replicas, each with a pool as Prisma has one (image {@code pooled:1}),
 * which works on all its connections while there is load.
 */
record PooledStorefront(Scene scene) {

    static final String YAML =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: storefront}
            spec:
              replicas: 3
              selector: {matchLabels: {app: storefront}}
              template:
                metadata: {labels: {app: storefront}}
                spec:
                  terminationGracePeriodSeconds: 0
                  containers:
                  - name: app
                    image: pooled:1
                    imagePullPolicy: Never
                    env:
                    - name: DB_URL
                      valueFrom: {secretKeyRef: {name: storefront-db, key: DATABASE_URL}}
                    - name: DATABASE_URL
                      value: $(DB_URL)?connection_limit=20
                    ports: [{containerPort: 3001}]
                    readinessProbe:
                      httpGet: {path: /api/health, port: 3001}
                      periodSeconds: 1
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: storefront}
            spec:
              selector: {app: storefront}
              ports: [{name: http, port: 80, targetPort: 3001}]
            """;

    static String policy(String mode) {
        return """
        apiVersion: connectivity.dev/v1alpha1
        kind: ConnectivityPolicy
        metadata: {name: storefront}
        spec:
          mode: %s
          workload: {kind: Deployment, name: storefront}
          secrets: [storefront-db]
          database:
            engine: PostgreSQL
            url: {secret: storefront-db, key: DATABASE_URL}
            probe: {interval: 3s, timeout: 2s}
            pool: {framework: Prisma, env: DATABASE_URL}
        """
                .formatted(mode);
    }

    void load(boolean on) {
        pods().forEach(pod -> get(pod, "/load?on=" + on));
    }

    /** Connections that the pods were refused with SQLSTATE 53300. */
    long refused() {
        return sum("53300");
    }

    long open() {
        return sum("open");
    }

    /** As the pod template writes it. */
    String url() {
        return scene.kubectl(
                "get",
                "deployment",
                "storefront",
                "-o",
                "jsonpath={.spec.template.spec.containers[0].env[?(@.name=='DATABASE_URL')].value}");
    }

    private long sum(String what) {
        Pattern number = Pattern.compile("\\b" + what + "=([0-9]+)");
        return pods().stream()
                .map(pod -> number.matcher(get(pod, "/stats")))
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** Addresses of those that serve. */
    private List<String> pods() {
        return scene
                .client
                .pods()
                .inNamespace(scene.namespace)
                .withLabel("app", "storefront")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .map(pod -> pod.getStatus().getPodIP())
                .toList();
    }

    private static String get(String pod, String path) {
        return Web.get("http://" + pod + ":3001" + path);
    }
}
