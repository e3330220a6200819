package dev.connectivity.e2e;

/** The operator, run at the most talkative log level that an administrator can set. */
final class OperatorLogging implements AutoCloseable {

    private static final String VARIABLE = "QUARKUS_LOG_LEVEL";

    private OperatorLogging() {}

    static OperatorLogging atTrace() {
        set("=TRACE");
        return new OperatorLogging();
    }

    /** All that the operator's pods have said. */
    static String said() {
        StringBuilder logs = new StringBuilder();
        Operator.replicas()
                .forEach(
                        pod ->
                                logs.append(
                                        Shell.succeed(
                                                "",
                                                "kubectl",
                                                "-n",
                                                Operator.NAMESPACE,
                                                "logs",
                                                pod.getMetadata().getName(),
                                                "--tail=-1")));
        return logs.toString();
    }

    private static void set(String value) {
        Shell.succeed(
                "",
                "kubectl",
                "-n",
                Operator.NAMESPACE,
                "set",
                "env",
                "deployment/" + Operator.NAME,
                VARIABLE + value);
        Operator.awaitReady();
    }

    @Override
    public void close() {
        set("-");
    }
}
