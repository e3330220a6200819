package dev.connectivity.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder.Entry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventRecorderTest {

    private static final Service SERVICE =
            new ServiceBuilder()
                    .withNewMetadata()
                    .withName("storefront")
                    .withNamespace("shop")
                    .withUid("s-1")
                    .endMetadata()
                    .build();

    @Nested
    @EnableKubernetesMockClient(crud = true)
    class WhereItIsWritten {

        KubernetesClient client;

        @Test
        void anEventSaysWhatWasDoneToWhichObjectAndByWhom() {
            recorder(client)
                    .record(
                            SERVICE,
                            new Entry(
                                    EventRecorder.Type.Normal,
                                    Reason.Applied,
                                    "Apply",
                                    "targetPort 3000 -> 3001"));
            Event event =
                    client.events().v1().events().inNamespace("shop").list().getItems().getFirst();
            assertThat(event.getReason()).isEqualTo("Applied");
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getNote()).isEqualTo("targetPort 3000 -> 3001");
            assertThat(event.getRegarding().getKind()).isEqualTo("Service");
            assertThat(event.getRegarding().getUid()).isEqualTo("s-1");
            assertThat(event.getReportingController()).isEqualTo("connectivity.dev/operator");
            assertThat(event.getReportingInstance()).isEqualTo("operator-0");
            assertThat(event.getEventTime().getTime()).isEqualTo("2026-03-01T12:00:00.000000Z");
        }

        @Test
        void aLongNoteIsCutBetweenCharacters() {
            recorder(client)
                    .record(
                            SERVICE,
                            new Entry(
                                    EventRecorder.Type.Warning,
                                    Reason.Contested,
                                    "Apply",
                                    "x" + "é".repeat(2000)));
            String note =
                    client.events().v1().events().inNamespace("shop").list().getItems().stream()
                            .filter(it -> it.getReason().equals("Contested"))
                            .findFirst()
                            .orElseThrow()
                            .getNote();
            assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1000, 1024);
            assertThat(note).matches("xé+");
        }
    }

    @Nested
    @EnableKubernetesMockClient
    class WhereItIsRefused {

        KubernetesClient client;
        KubernetesMockServer server;

        @Test
        void theWorkGoesOn() {
            server.expect()
                    .post()
                    .withPath("/apis/events.k8s.io/v1/namespaces/shop/events")
                    .andReturn(403, "")
                    .once();
            assertThatCode(
                            () ->
                                    recorder(client)
                                            .record(
                                                    SERVICE,
                                                    new Entry(
                                                            EventRecorder.Type.Normal,
                                                            Reason.Applied,
                                                            "Apply",
                                                            "x")))
                    .doesNotThrowAnyException();
            assertThat(server.getRequestCount()).isPositive();
        }
    }

    private static EventRecorder recorder(KubernetesClient client) {
        return new EventRecorder(
                client,
                "operator-0",
                Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    }
}
