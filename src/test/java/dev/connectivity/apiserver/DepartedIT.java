package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy that is deleted in the midst of its pass. */
class DepartedIT extends FallbackScene {

    private static final Logger FRAMEWORK = Logger.getLogger("io.javaoperatorsdk.operator");

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Handler listening =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                        warnings.add(entry.getMessage() + " " + entry.getThrown());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        FRAMEWORK.addHandler(listening);
    }

    @AfterEach
    @Override
    void endTheScene() {
        super.endTheScene();
        FRAMEWORK.removeHandler(listening);
    }

    @Test
    void isNoFailureWhenItsStatusIsWritten() {
        AtomicBoolean gone = before("/status", () -> policy().delete());
        startTheOperator();
        applyPolicy("");
        await().atMost(SOON).until(() -> gone.get() && policy().get() == null);

        applyPolicy("");
        await().atMost(SOON).until(() -> status().isPresent());
        assertThat(warnings).isEmpty();
    }

    @Test
    void isNoFailureWhenItIsLetGo() {
        startTheOperator();
        applyPolicy("{type: Flag, flag: chatbot, dwell: 1s}");
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        AtomicBoolean gone = before("/storefront", this::stripOfItsFinalizer);
        policy().delete();
        await().atMost(SOON).until(() -> gone.get() && policy().get() == null);

        theUpstreamAnswers(true);
        applyPolicy("");
        await().atMost(SOON).until(() -> status().isPresent());
        assertThat(warnings).isEmpty();
    }

    /** Before the first write of the policy whose path ends so. */
    private AtomicBoolean before(String end, Runnable event) {
        AtomicBoolean seen = new AtomicBoolean();
        way.lose(
                request -> {
                    if (request.startsWith("PATCH")
                            && request.contains("/connectivitypolicies/")
                            && request.endsWith(end)
                            && seen.compareAndSet(false, true)) {
                        event.run();
                    }
                    return false;
                });
        return seen;
    }

    private void stripOfItsFinalizer() {
        policy().patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"finalizers\":null}}");
    }
}
