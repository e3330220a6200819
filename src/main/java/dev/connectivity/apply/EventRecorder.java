package dev.connectivity.apply;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/** Tells on the objects themselves what happened and what was done. */
public final class EventRecorder {

    private static final Logger LOG = Logger.getLogger(EventRecorder.class);
    private static final String CONTROLLER = "connectivity.dev/operator";
    private static final int NOTE_BYTES = 1024;
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** How an event is to be taken. */
    public enum Type {
        Normal,
        Warning
    }

    /**
     * What happened.
     *
     * @param action what was done, or tried, in one word, as {@code Apply}
     * @param note a sentence or two; cut after 1024 bytes, which is what an event may hold
     */
    public record Entry(Type type, Reason reason, String action, String note) {}

    private final KubernetesClient client;
    private final String instance;
    private final InstantSource clock;

    /**
     * Writes as one of the operator's pods.
     *
     * @param instance name of the pod
     */
    public EventRecorder(KubernetesClient client, String instance, InstantSource clock) {
        this.client = client;
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * Writes an event on an object; where that fails, it is logged and nothing else comes of it.
     */
    public void record(HasMetadata regarding, Entry entry) {
        Event event = event(regarding, entry);
        try {
            client.events().v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            // An event tells of work that is done: failing the pass for it would do the work again
            // and still tell nobody.
            LOG.warnf(
                    "Event %s on %s %s/%s not written: %s",
                    entry.reason(),
                    regarding.getKind(),
                    regarding.getMetadata().getNamespace(),
                    regarding.getMetadata().getName(),
                    e.getCode() > 0 ? "HTTP status " + e.getCode() : "no answer");
        }
    }

    private Event event(HasMetadata regarding, Entry entry) {
        return new EventBuilder()
                .withNewMetadata()
                .withGenerateName(regarding.getMetadata().getName() + "-")
                .withNamespace(regarding.getMetadata().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withType(entry.type().name())
                .withReason(entry.reason().name())
                .withAction(entry.action())
                .withNote(cut(entry.note()))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withRegarding(
                        new ObjectReferenceBuilder()
                                .withApiVersion(regarding.getApiVersion())
                                .withKind(regarding.getKind())
                                .withNamespace(regarding.getMetadata().getNamespace())
                                .withName(regarding.getMetadata().getName())
                                .withUid(regarding.getMetadata().getUid())
                                .build())
                .build();
    }

    private static String cut(String note) {
        ByteBuffer fits = ByteBuffer.allocate(NOTE_BYTES);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(note), fits, true);
        return StandardCharsets.UTF_8.decode(fits.flip()).toString();
    }
}
