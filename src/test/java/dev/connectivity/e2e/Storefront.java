package dev.connectivity.e2e;

/**
 * The manifests of a storefront as its owner writes them: a real HTTP server (busybox httpd) that
 * listens on {@code listens}, while everything around it says {@code declared}.
 *
 * @param script runs before the server starts
 */
record Storefront(
        int listens,
        int declared,
        int replicas,
        String env,
        String extraServicePort,
        String script,
        int progressDeadline) {

    static final int LISTENS = 3001;

    static Storefront broken() {
        return new Storefront(
                LISTENS,
                3000,
                2,
                """
                - {name: PORT, value: "3000"}
                        - {name: NEXTAUTH_URL, value: "http://localhost:3000"}
                """
                        .strip(),
                "",
                "true",
                600);
    }

    static Storefront well() {
        return broken().declaring(3001).withEnv("- {name: PORT, value: \"3001\"}");
    }

    Storefront declaring(int port) {
        return new Storefront(
                listens, port, replicas, env, extraServicePort, script, progressDeadline);
    }

    Storefront withEnv(String yaml) {
        return new Storefront(
                listens, declared, replicas, yaml, extraServicePort, script, progressDeadline);
    }

    Storefront withServicePort(String yaml) {
        return new Storefront(listens, declared, replicas, env, yaml, script, progressDeadline);
    }

    Storefront running(String before) {
        return new Storefront(
                listens, declared, replicas, env, extraServicePort, before, progressDeadline);
    }

    Storefront withProgressDeadline(int seconds) {
        return new Storefront(listens, declared, replicas, env, extraServicePort, script, seconds);
    }

    String yaml() {
        return workload() + "---\n" + service();
    }

    private String workload() {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: storefront}
        spec:
          replicas: %d
          progressDeadlineSeconds: %d
          selector: {matchLabels: {app: storefront}}
          template:
            metadata: {labels: {app: storefront}}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
              - name: app
                image: busybox:1.36
                imagePullPolicy: Never
                command: ["/bin/sh", "-c"]
                args:
                - |
                  /bin/busybox mkdir -p /tmp/www/api
                  echo well >/tmp/www/api/health; echo well >/tmp/www/livez; echo hello >/tmp/www/index.html
                  %s
                  exec /bin/busybox httpd -f -p %d -h /tmp/www
                ports:
                - {name: http, containerPort: %d}
                env:
                %s
                readinessProbe:
                  httpGet: {path: /api/health, port: %d}
                  periodSeconds: 1
                  failureThreshold: 2
        """
                .formatted(replicas, progressDeadline, script, listens, declared, env, declared);
    }

    private String service() {
        return """
        apiVersion: v1
        kind: Service
        metadata: {name: storefront}
        spec:
          selector: {app: storefront}
          ports:
          - {name: http, port: 80, targetPort: %d}
        %s
        """
                .formatted(declared, extraServicePort);
    }

    /**
     * A policy for it that claims {@code port} and asks of its readiness what it has; {@code more}
     * goes below {@code spec}.
     */
    static String policy(String mode, int port, String more) {
        return """
        apiVersion: connectivity.dev/v1alpha1
        kind: ConnectivityPolicy
        metadata: {name: storefront}
        spec:
          mode: %s
          workload: {kind: Deployment, name: storefront}
          listener: {port: %d, env: [PORT, NEXTAUTH_URL]}
          health:
            readiness: {path: /api/health, period: 1s, timeout: 1s, failures: 2}
        %s
        """
                .formatted(mode, port, more.indent(2));
    }
}
