package dev.connectivity.apply;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/** Writes events that say what happened to an object. */
public final class EventRecorder {

    private static final Logger LOG = Logger.getLogger(EventRecorder.class);
    private static final String CONTROLLER = "connectivity.dev/operator";

    /** The API server refuses a longer one. */
    private static final int LONGEST_NOTE = 1024;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;
    private final InstantSource clock;

    /** @param instance name of this replica */
    public EventRecorder(KubernetesClient client, String instance, InstantSource clock) {
        this.client = client;
        this.instance = instance;
        this.clock = clock;
    }

    /** Something that the user should look at. */
    public void warn(HasMetadata about, Reason reason, String action, String note) {
        record(about, "Warning", reason, action, note);
    }

    /** Something that went as it should. */
    public void note(HasMetadata about, Reason reason, String action, String note) {
        record(about, "Normal", reason, action, note);
    }

    private void record(HasMetadata about, String type, Reason reason, String action, String note) {
        try {
            client.resource(event(about, type, reason, action, note, clock.instant())).create();
        } catch (KubernetesClientException e) {
            // An event is a courtesy: what it tells is in the status too, and a pass must not fail for want of it.
            LOG.warnf(
                    "No event %s on %s %s/%s: %s",
                    reason,
                    about.getKind(),
                    about.getMetadata().getNamespace(),
                    about.getMetadata().getName(),
                    e.getMessage());
        }
    }

    private Event event(HasMetadata about, String type, Reason reason, String action, String note, Instant now) {
        return new EventBuilder()
                .withNewMetadata()
                .withGenerateName(about.getMetadata().getName() + ".")
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withType(type)
                .withReason(reason.name())
                .withAction(action)
                .withNote(note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE))
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(about.getMetadata().getNamespace())
                        .withName(about.getMetadata().getName())
                        .withUid(about.getMetadata().getUid())
                        .withResourceVersion(about.getMetadata().getResourceVersion())
                        .build())
                .build();
    }
}
