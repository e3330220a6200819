package dev.connectivity.reconcile;

import dev.connectivity.apply.EnvironmentApplier;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.FallbackRestorer;
import dev.connectivity.apply.OwnObjects;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.TrafficWriter;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.metrics.ConditionMeters;
import dev.connectivity.metrics.ConnectionMeters;
import dev.connectivity.metrics.FallbackMeters;
import dev.connectivity.metrics.FindingMeters;
import dev.connectivity.metrics.IncidentMeters;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.metrics.PatchMeters;
import dev.connectivity.metrics.ProbeMeters;
import dev.connectivity.metrics.ReconcileMeters;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.ClusterAddresses;
import dev.connectivity.probe.engine.Caps;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import dev.connectivity.watch.Askers;
import dev.connectivity.watch.Questions;
import dev.connectivity.watch.Watchtower;
import dev.connectivity.web.Inventory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The real loop with all of its parts, without the container that wires them in the product. */
public final class RunningOperator implements AutoCloseable {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final OwnedMeters owned = new OwnedMeters(registry);
    private final TimeSource time = TimeSource.system();
    private final VirtualThreadEngine engine;
    private final ClusterView cluster;
    private final Watchtower watchtower;
    private final Operator operator;
    private Optional<Snapshots> snapshots = Optional.empty();
    private Optional<PolicyInventory> inventory = Optional.empty();

    private RunningOperator(KubernetesClient client, String namespace, Prober<Question> prober) {
        cluster = new ClusterView(client);
        engine = engine(prober, new ProbeMeters(owned, registry), time);
        watchtower = Watchtower.over(engine, owned, config(namespace), time, new Random(1));
        PolicyReconciler reconciler = reconciler(client, namespace);
        operator =
                new Operator(
                        overrider ->
                                overrider
                                        .withKubernetesClient(client)
                                        .withMetrics(
                                                new AggregatedMetrics(
                                                        List.of(
                                                                MicrometerMetricsV2.newBuilder(
                                                                                registry)
                                                                        .build(),
                                                                reconciler.succession())))
                                        .withCloseClientOnStop(false)
                                        .withReconciliationTerminationTimeout(
                                                Duration.ofSeconds(5)));
        operator.register(reconciler, overrider -> overrider.settingNamespace(namespace));
        operator.start();
    }

    /** Looks after the policies of one namespace, and asks its questions of {@code prober}. */
    public static RunningOperator start(
            KubernetesClient client, String namespace, Prober<Question> prober) {
        return new RunningOperator(client, namespace, prober);
    }

    /** What its guard would know of the cluster, once a policy was looked at. */
    public ClusterAddresses cluster() {
        return cluster;
    }

    static VirtualThreadEngine engine(
            Prober<Question> prober, ProbeMeters meters, TimeSource time) {
        return new VirtualThreadEngine(prober, meters, time, new Caps(64, 64, 64));
    }

    /** What is known of its policies, as the leader has it. */
    public Inventory inventory() {
        return inventory.orElseThrow();
    }

    /** Passes that ended so: {@code Written}, {@code Unchanged} or {@code Failed}. */
    public long passes(String outcome) {
        Timer timer = registry.find("connectivity.reconcile").tag("outcome", outcome).timer();
        return timer == null ? 0 : timer.count();
    }

    /** All meters, as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    /** Policies that meters are kept for. */
    public int measured() {
        return owned.policies();
    }

    /** UIDs of the policies that something is counted for. */
    public Set<String> counted() {
        return watchtower.budgets().accounts().keySet();
    }

    @Override
    public void close() {
        operator.stop();
        snapshots.ifPresent(Snapshots::close);
        engine.close();
    }

    private PolicyReconciler reconciler(KubernetesClient client, String namespace) {
        OperatorConfig config = config(namespace);
        PoolLedger ledger = new PoolLedger();
        RolloutSlots slots = new RolloutSlots(config, ledger);
        Pools pools = new Pools(watchtower, ledger, new ConnectionMeters(owned), config, time);
        Releaser releaser = new Releaser(client);
        EventRecorder events = new EventRecorder(client, "operator", time);
        SecretReader secrets = new SecretReader(client, time);
        Stages stages =
                new Stages(
                        new Gatherer(
                                new Questions(secrets),
                                pools,
                                new Credentials(secrets, watchtower)),
                        watchtower,
                        enforcer(client, slots, releaser, events),
                        slots,
                        config,
                        time);
        Recoveries recoveries = new Recoveries(events, new IncidentMeters(owned));
        TrafficStage traffic = traffic(client, events, config);
        return new PolicyReconciler(
                stages,
                new FollowUps(fallbacks(client, watchtower, slots, events, namespace), traffic),
                new Farewell(
                        watchtower,
                        slots,
                        releaser,
                        new FallbackFarewell(new FallbackRestorer(client)),
                        traffic,
                        recoveries),
                reporter(events, recoveries, config),
                opening(client, watchtower, config),
                new PassTimer(new ReconcileMeters(registry), time));
    }

    private Opening opening(KubernetesClient client, Watchtower watchtower, OperatorConfig config) {
        Leadership leadership = new Leadership(client, config);
        leadership.startedLeading();
        PolicyInventory known = new PolicyInventory(leadership, watchtower, config, time);
        inventory = Optional.of(known);
        return new Opening(known, cluster, snapshots(client, watchtower, config));
    }

    private Reporter reporter(EventRecorder events, Recoveries recoveries, OperatorConfig config) {
        return new Reporter(
                new Announcer(events),
                recoveries,
                new ConditionMeters(owned),
                new FindingMeters(owned),
                config);
    }

    private TrafficStage traffic(
            KubernetesClient client, EventRecorder events, OperatorConfig config) {
        TrafficWriter writer = new TrafficWriter(client, config.trafficRecheck());
        TrafficLeavings leavings = new TrafficLeavings(writer, events);
        return new TrafficStage(
                new TrafficHands(
                        new TrafficScout(writer),
                        writer,
                        leavings,
                        events,
                        new PatchMeters(registry),
                        config),
                leavings,
                config);
    }

    private AliasScout scout(Watchtower watchtower, OperatorConfig config) {
        return new AliasScout(watchtower, Askers.guard(cluster, config));
    }

    private FallbackStage fallbacks(
            KubernetesClient client,
            Watchtower watchtower,
            RolloutSlots slots,
            EventRecorder events,
            String namespace) {
        OwnObjects objects = new OwnObjects(client);
        return new FallbackStage(
                new FallbackHands(
                        new FlagSwitch(objects),
                        scout(watchtower, config(namespace)),
                        new AliasSwitch(objects),
                        new VariableSwitch(
                                new EnvironmentApplier(client),
                                slots,
                                config(namespace),
                                new KubernetesSerialization()),
                        events),
                new StatusWriter(client),
                new FallbackMeters(owned),
                config(namespace));
    }

    private Snapshots snapshots(
            KubernetesClient client, Watchtower watchtower, OperatorConfig config) {
        Snapshots made = new Snapshots(client, watchtower.budgets(), config, time);
        snapshots = Optional.of(made);
        return made;
    }

    private Enforcer enforcer(
            KubernetesClient client, RolloutSlots slots, Releaser releaser, EventRecorder events) {
        WorkloadApplier applier = new WorkloadApplier(client);
        return new Enforcer(
                applier,
                releaser,
                new StatusWriter(client),
                slots,
                new Rehearsal(applier),
                new Aftermath(events, new KubernetesSerialization(), new PatchMeters(registry)));
    }

    private static OperatorConfig config(String namespace) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(OperatorConfig.class)
                .withDefaultValue("connectivity.listener-interval", "200ms")
                .withDefaultValue("connectivity.secret-retry", "500ms")
                .withDefaultValue("connectivity.traffic-recheck", "500ms")
                .withDefaultValue("connectivity.pod.namespace", namespace)
                .withDefaultValue(
                        "connectivity.objectives.snapshot-every",
                        System.getProperty("snapshot-every", "10m"))
                .build()
                .getConfigMapping(OperatorConfig.class);
    }
}
