package dev.connectivity.apiserver;

import java.util.List;
import java.util.stream.Stream;

/**
 * A storefront with something wrong that the operator knows how to mend. Its process listens on
 * 3001, and something else of the container on 3005 and 9090.
 *
 * @param check the class that finds it
 * @param policy below {@code spec}
 * @param ports of Service {@code storefront}
 * @param container fields of container {@code app}
 */
record Repair(String title, String check, String policy, String ports, String container) {

    private static final String LISTENER = "listener: {port: 3001}";
    private static final String ENV = "listener: {port: 3001, env: [PORT, NEXTAUTH_URL]}";
    private static final String RIGHT = "{name: http, port: 80, targetPort: 3001}";
    private static final String DECLARED = "ports: [{name: http, containerPort: 3001}]";
    private static final String READINESS =
            "listener: {port: 3001}, health: {readiness: {path: /ready, period: 5s, timeout: 2s,"
                    + " failures: 2}}";
    private static final String TCP_READINESS =
            "listener: {port: 3001}, health: {readiness: {period: 10s, timeout: 1s, failures: 3}}";
    private static final String POOL =
            "secrets: [db], database: {engine: PostgreSQL, url: {secret: db, key: URL}, pool:"
                    + " {%s}}";

    static Stream<Repair> all() {
        return Stream.of(services(), variables(), declared(), silent(), probes(), pools())
                .flatMap(List::stream);
    }

    /** The Deployment and the Service, as Git has them. */
    String manifests() {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: storefront}
        spec:
          replicas: 3
          selector: {matchLabels: {app: storefront}}
          template:
            metadata: {labels: {app: storefront}}
            spec:
              containers:
              - {name: sidecar, image: sidecar:1}
              - {name: app, image: storefront:1, %s}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: storefront}
        spec:
          selector: {app: storefront}
          ports: [%s]
        """
                .formatted(container, ports);
    }

    @Override
    public String toString() {
        return title;
    }

    private static List<Repair> services() {
        String check = "TrafficMissesListener";
        return List.of(
                service("a target port", check, "{name: http, port: 80, targetPort: 3000}"),
                service(
                        "a target port whose protocol is written",
                        check,
                        "{name: http, port: 80, protocol: TCP, targetPort: 3000}"),
                service("a target port that is filled in", check, "{name: http, port: 3000}"),
                service(
                        "a target port beside another",
                        check,
                        "{name: metrics, port: 9090, targetPort: 9090},"
                                + " {name: http, port: 80, targetPort: 3000}"),
                service(
                        "a target port of a number that is there twice",
                        check,
                        "{name: udp, port: 80, protocol: UDP, targetPort: 3000},"
                                + " {name: http, port: 80, targetPort: 3000}"),
                new Repair(
                        "a named target port",
                        check,
                        LISTENER,
                        "{name: http, port: 80, targetPort: http}",
                        "ports: [{name: http, containerPort: 3000}]"),
                service(
                        "a target port's unknown name",
                        "TargetNameUnknown",
                        "{name: http, port: 80, targetPort: web}"),
                new Repair(
                        "a target port that leads elsewhere",
                        "RouteNotDecidable",
                        "listener: {port: 3001, services: [{name: storefront, port: http}]}",
                        "{name: http, port: 80, targetPort: 3005}",
                        DECLARED));
    }

    private static List<Repair> variables() {
        String check = "Variable";
        return List.of(
                env("a number", check, "[{name: PORT, value: '3000'}]"),
                env("an empty number", check, "[{name: PORT, value: ''}]"),
                env("PORT that is missing", check, "[{name: LOG, value: info}]"),
                new Repair(
                        "PORT without any variable",
                        check,
                        "listener: {port: 3001, env: [PORT]}",
                        RIGHT,
                        DECLARED),
                new Repair(
                        "PORT that envFrom may set",
                        check,
                        "listener: {port: 3001, env: [PORT]}",
                        RIGHT,
                        "envFrom: [{configMapRef: {name: settings}}], " + DECLARED),
                env(
                        "PORT with a source",
                        check,
                        "[{name: LOG, value: info}, {name: PORT, valueFrom: {configMapKeyRef:"
                                + " {name: settings, key: port}}}]"),
                env(
                        "URLs of the process itself and of its Service",
                        check,
                        "[{name: PORT, value: '3001'}, {name: NEXTAUTH_URL, value:"
                                + " 'http://localhost:3000/auth'}]"),
                env(
                        "the URL of its Service",
                        check,
                        "[{name: PORT, value: '3001'}, {name: NEXTAUTH_URL, value:"
                                + " 'http://storefront:3000'}]"));
    }

    private static List<Repair> declared() {
        return List.of(
                new Repair(
                        "a port that the container does not declare",
                        "ContainerPortMissing",
                        ENV,
                        RIGHT,
                        "env: [{name: PORT, value: '3000'}], ports: [{name: http, containerPort:"
                                + " 3000}]"));
    }

    private static List<Repair> silent() {
        String refused = "ProbePortRefuses";
        return List.of(
                probe("probes that are missing", "ProbeMissing", all("/ready"), ""),
                probe(
                        "an HTTP probe of a port that refuses",
                        refused,
                        READINESS,
                        "readinessProbe: {httpGet: {path: /ready, port: 3000}}"),
                probe(
                        "a TCP probe of a port that refuses",
                        refused,
                        TCP_READINESS,
                        "readinessProbe: {tcpSocket: {port: 3000}}"),
                probe(
                        "undeclared probes of a port that refuses",
                        refused,
                        LISTENER,
                        "readinessProbe: {grpc: {port: 3000}}, livenessProbe: {tcpSocket: {port:"
                                + " gone}}"));
    }

    private static List<Repair> probes() {
        String compared = "ProbeComparison";
        return List.of(
                probe(
                        "a probe by command",
                        compared,
                        READINESS,
                        "readinessProbe: {exec: {command: [test, -f, /ready]}, initialDelaySeconds:"
                                + " 3}"),
                probe(
                        "a probe of another kind",
                        compared,
                        TCP_READINESS,
                        "readinessProbe: {httpGet: {path: /ready, port: 3001, scheme: HTTP}}"),
                probe(
                        "a probe of another port that accepts",
                        compared,
                        READINESS,
                        "readinessProbe: {httpGet: {path: /ready, port: 3005}}"),
                probe(
                        "a probe's path and numbers",
                        compared,
                        READINESS,
                        "readinessProbe: {httpGet: {path: /, port: 3001}, periodSeconds: 30,"
                                + " failureThreshold: 9}"),
                probe(
                        "a startup budget",
                        compared,
                        "listener: {port: 3001}, health: {startup: {budget: 60s}}",
                        "startupProbe: {tcpSocket: {port: 3001}, periodSeconds: 10}"));
    }

    private static List<Repair> pools() {
        String hikari = POOL.formatted("framework: SpringBoot, size: 20");
        String prisma = POOL.formatted("framework: Prisma, size: 20, connectTimeout: 15s");
        String name = "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE";
        return List.of(
                pool(
                        "a pool's size",
                        "PoolVariable",
                        hikari,
                        "env: [{name: %s, value: '20'}]".formatted(name)),
                pool("a pool's size that is missing", "PoolVariable", hikari, "env: []"),
                pool(
                        "a pool's size that envFrom may set",
                        "PoolVariable",
                        hikari,
                        "envFrom: [{configMapRef: {name: settings}}]"),
                pool(
                        "a pool's size with a source",
                        "PoolVariable",
                        hikari,
                        "env: [{name: %s, valueFrom: {configMapKeyRef: {name: settings, key: size}}}]"
                                .formatted(name)),
                pool(
                        "a connection URL",
                        "PoolUrl",
                        prisma,
                        "env: [{name: DB_URL, valueFrom: {secretKeyRef: {name: db, key: URL}}},"
                                + " {name: DATABASE_URL, value: '$(DB_URL)?connection_limit=20'}]"),
                pool(
                        "a connection URL that is a Secret's",
                        "PoolUrl",
                        prisma,
                        "env: [{name: LOG, value: info}, {name: DATABASE_URL, valueFrom:"
                                + " {secretKeyRef: {name: db, key: URL}}}]"));
    }

    private static String all(String path) {
        return "listener: {port: 3001}, health: {readiness: {path: %s}, liveness: {path: /livez}, startup: {budget: 60s}}"
                .formatted(path);
    }

    private static Repair service(String title, String check, String ports) {
        return new Repair(title, check, LISTENER, ports, DECLARED);
    }

    private static Repair env(String title, String check, String env) {
        return new Repair(title, check, ENV, RIGHT, "env: " + env + ", " + DECLARED);
    }

    private static Repair probe(String title, String check, String policy, String probes) {
        String more = probes.isEmpty() ? "" : probes + ", ";
        return new Repair(title, check, policy, RIGHT, more + DECLARED);
    }

    private static Repair pool(String title, String check, String policy, String env) {
        return new Repair(title, check, policy, RIGHT, env + ", " + DECLARED);
    }
}
