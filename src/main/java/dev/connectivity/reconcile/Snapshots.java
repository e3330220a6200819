package dev.connectivity.reconcile;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.judge.objective.Snapshot;
import dev.connectivity.watch.Budgets;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps what is counted for objectives over a restart, in one object of the operator's own
 * namespace. Only who leads has passes, so only the leader reads it, at its first, and writes it:
 * at its interval, when an objective changes its state, and when it stops.
 */
@ApplicationScoped
class Snapshots implements AutoCloseable {

    static final String NAME = "connectivity-operator-objectives";
    static final String KEY = "accounts";

    private static final Logger LOG = Logger.getLogger(Snapshots.class);

    /** How soon a budget that ends is seen. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** Many objectives that change together are one write, or two. */
    private static final Duration APART = Duration.ofSeconds(30);

    /** After a restart all policies are looked at well within this. */
    private static final Duration CLAIMED = Duration.ofMinutes(10);

    /** A ConfigMap may hold 1 MiB; the rest is for its metadata. */
    private static final int MOST_BYTES = 900 << 10;

    private static final PatchContext APPLY =
            new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager(NAME)
                    .withForce(true)
                    .build();

    private final KubernetesClient client;
    private final Budgets budgets;
    private final OperatorConfig config;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("objectives").unstarted(task));

    private Optional<Instant> restored = Optional.empty();
    private Instant written = Instant.MIN;
    private boolean changed;
    private boolean there;

    Snapshots(
            KubernetesClient client, Budgets budgets, OperatorConfig config, InstantSource clock) {
        this.client = client;
        this.budgets = budgets;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Before the first pass. Throws where the API server does not answer: the pass is then made
     * again, since to begin anew would forget a month.
     */
    synchronized void restore() {
        if (restored.isPresent()) {
            return;
        }
        read().map(it -> it.getBinaryData().get(KEY))
                .map(it -> Snapshot.read(Base64.getDecoder().decode(it)))
                .ifPresent(budgets::restore);
        Instant now = clock.instant();
        restored = Optional.of(now);
        written = now;
        var unused =
                thread.scheduleWithFixedDelay(
                        this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    private Optional<ConfigMap> read() {
        try {
            ConfigMap found =
                    client.configMaps().inNamespace(config.pod().namespace()).withName(NAME).get();
            there = found != null;
            return Optional.ofNullable(found).filter(it -> it.getBinaryData() != null);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            LOG.warnf(
                    "ConfigMap %s may not be read, so objectives begin anew with each restart:"
                            + " apply deploy/ anew",
                    NAME);
            return Optional.empty();
        }
    }

    /** An exception would end the looks for good. */
    private void look() {
        try {
            writeWhenDue(budgets.look());
        } catch (RuntimeException e) {
            LOG.warnf("The objectives' snapshot could not be written: %s", e.getMessage());
        }
    }

    private synchronized void writeWhenDue(boolean changedNow) {
        changed |= changedNow;
        Instant now = clock.instant();
        if (restored.filter(it -> now.isAfter(it.plus(CLAIMED))).isPresent()) {
            budgets.dropUnclaimed();
        }
        boolean dueByTime =
                !there || !now.isBefore(written.plus(config.objectives().snapshotEvery()));
        boolean dueByChange = changed && !now.isBefore(written.plus(APART));
        if (dueByTime || dueByChange) {
            write(now);
        }
    }

    private void write(Instant now) {
        var accounts = budgets.accounts();
        if (accounts.isEmpty() && !there) {
            written = now;
            return;
        }
        Snapshot.Written snapshot = Snapshot.write(accounts, MOST_BYTES);
        if (snapshot.leftOut() > 0) {
            LOG.warnf(
                    "So many objectives that burn rates over short windows begin anew after a"
                            + " restart: the %d finest of 5 rings found no room in ConfigMap %s",
                    snapshot.leftOut(), NAME);
        }
        if (!there) {
            client.resource(named().build()).create();
            there = true;
        }
        client.resource(
                        named().addToBinaryData(
                                        KEY, Base64.getEncoder().encodeToString(snapshot.bytes()))
                                .build())
                .patch(APPLY);
        changed = false;
        written = now;
    }

    private ConfigMapBuilder named() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(config.pod().namespace())
                .endMetadata();
    }

    /** The last time, before somebody else leads. */
    @Override
    public synchronized void close() {
        thread.shutdown();
        if (restored.isEmpty()) {
            return;
        }
        try {
            write(clock.instant());
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "The objectives' snapshot could not be written; what was counted since %s is"
                            + " lost: %s",
                    written, e.getMessage());
        }
    }
}
