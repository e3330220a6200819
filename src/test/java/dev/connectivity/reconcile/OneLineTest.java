package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void whatTheApiServerRefusedIsOneLineWithoutItsObject() {
        ExtLogRecord entry =
                logged(
                        new IllegalStateException(
                                new KubernetesClientException(
                                        "Failure executing: PATCH at: https://api/x. Message: not"
                                                + " found. Received status: Status(apiVersion=v1,"
                                                + " details=canary)",
                                        404,
                                        new StatusBuilder().withCode(404).build())));
        assertThat(entry.getFormattedMessage())
                .isEqualTo(
                        "The pass of shop failed: Failure executing: PATCH at: https://api/x."
                                + " Message: not found.");
        assertThat(entry.getThrown()).isNull();
    }

    @Test
    void aPolicyThatWasDeletedDuringItsPassIsNoNews() {
        assertThat(new OneLine().isLoggable(entry(missing("connectivitypolicies")))).isFalse();
        assertThat(new OneLine().isLoggable(entry(missing("deployments")))).isTrue();
    }

    private static Throwable missing(String kind) {
        return new IllegalStateException(
                new KubernetesClientException(
                        "not found",
                        404,
                        new StatusBuilder()
                                .withCode(404)
                                .withNewDetails()
                                .withKind(kind)
                                .withName("storefront")
                                .endDetails()
                                .build()));
    }

    @Test
    void anOutageSaysWhatItCameTo() {
        ExtLogRecord entry =
                logged(
                        new KubernetesClientException(
                                "An error has occurred.",
                                new IOException(new ConnectException("Connection refused"))));
        assertThat(entry.getFormattedMessage())
                .isEqualTo("The pass of shop failed: An error has occurred. Connection refused");
    }

    @Test
    void soIsWhatTheClientItselfLogsOfIt() {
        ExtLogRecord entry =
                logged(
                        new CompletionException(
                                new TimeoutException("10 s have passed without a connection")));
        assertThat(entry.getFormattedMessage())
                .isEqualTo("The pass of shop failed: 10 s have passed without a connection");
        assertThat(entry.getThrown()).isNull();
    }

    @Test
    void anyOtherExceptionKeepsItsTrace() {
        IllegalStateException thrown = new IllegalStateException("a mistake of ours");
        ExtLogRecord entry = logged(thrown);
        assertThat(entry.getThrown()).isSameAs(thrown);
        assertThat(entry.getFormattedMessage()).isEqualTo("The pass of shop failed");
    }

    private static ExtLogRecord logged(Throwable thrown) {
        ExtLogRecord entry = entry(thrown);
        assertThat(new OneLine().isLoggable(entry)).isTrue();
        return entry;
    }

    private static ExtLogRecord entry(Throwable thrown) {
        ExtLogRecord entry =
                new ExtLogRecord(
                        Level.WARN,
                        "The pass of %s failed",
                        ExtLogRecord.FormatStyle.PRINTF,
                        OneLineTest.class.getName());
        entry.setParameters(new Object[] {"shop"});
        entry.setThrown(thrown);
        return entry;
    }
}
