package dev.connectivity.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator can set; as a property, or as an environment variable in the usual
 * upper-case spelling.
 */
@ConfigMapping(prefix = "connectivity")
public interface OperatorConfig {

    /** False turns every policy to Observe at once. */
    @WithDefault("true")
    boolean enforce();

    /** Rollouts of ours that may be under way at once in the cluster. */
    @WithDefault("3")
    int maxRollouts();

    /**
     * Field managers whose {@code Update} entries {@code onConflict: Auto} may take from; a
     * trailing {@code *} matches any rest.
     */
    @WithDefault("kubectl,kubectl-*,helm")
    Set<String> oneShotManagers();

    /**
     * Marks of objects that a tool keeps as it has declared them: {@code onConflict: Auto} takes no
     * field of those that somebody holds. {@code KEY} of a label or an annotation, {@code
     * PREFIX/*}, {@code KEY=VALUE}, or {@code @NAME} of a field manager that holds anything of the
     * object. The default has those of Argo CD, Flux, Fleet and kapp. Helm's ({@code
     * meta.helm.sh/*}, {@code app.kubernetes.io/managed-by=Helm}) are left out, since it writes
     * once and goes; so is {@code app.kubernetes.io/instance}, which charts set too.
     */
    @WithDefault(
            "argocd.argoproj.io/*,@argocd-controller,@argocd-application-controller,"
                    + "kustomize.toolkit.fluxcd.io/*,@kustomize-controller,"
                    + "helm.toolkit.fluxcd.io/*,@helm-controller,"
                    + "fleet.cattle.io/*,objectset.rio.cattle.io/*,kapp.k14s.io/*")
    Set<String> reconcilerMarks();

    /** How often each pod's ports are connected to. */
    @WithDefault("5s")
    Duration listenerInterval();

    /** How long such a connect may take. */
    @WithDefault("1s")
    Duration listenerTimeout();

    /**
     * How often a Secret whose login was refused is asked for; one that is missing or unreadable
     * every 10 s at least.
     */
    @WithDefault("60s")
    Duration secretRetry();

    /**
     * How often the resources of {@code spec.traffic} are looked at, which are not watched: their
     * kinds need not be there.
     */
    @WithDefault("30s")
    Duration trafficRecheck();

    Pod pod();

    /** Who this process is among the replicas; the Deployment fills it from the downward API. */
    interface Pod {

        /** Name of the pod: holder of the lease, and reporter of events. */
        @WithDefault("${POD_NAME:${HOSTNAME:connectivity-operator}}")
        String name();

        /** Where the lease is. */
        @WithDefault("${POD_NAMESPACE:connectivity-system}")
        String namespace();
    }

    Objectives objectives();

    /** What is counted for objectives. */
    interface Objectives {

        /** How often that is written down at most, changes of an objective's state aside. */
        @WithDefault("10m")
        Duration snapshotEvery();
    }

    Page page();

    /** The page for people. */
    interface Page {

        /** Readers that may be told of changes at once, all viewers together. */
        @WithDefault("64")
        int maxStreams();
    }

    Probes probes();

    /** Bounds on probing. */
    interface Probes {

        /** Attempts under way at once, all policies together. */
        @WithDefault("2048")
        int maxInFlight();

        /** Attempts under way at once to one host and port. */
        @WithDefault("64")
        int maxInFlightPerHost();

        /** Attempts under way at once for the policies of one namespace. */
        @WithDefault("1536")
        int maxInFlightPerNamespace();

        /**
         * CIDRs and names that policies may have probed although they are denied otherwise; {@code
         * *.example.test} stands for every name below.
         */
        Optional<Set<String>> allow();

        /** CIDRs and names that policies may not have probed; written as in {@link #allow()}. */
        Optional<Set<String>> deny();

        /** False closes Services of other namespaces, which may be probed by name otherwise. */
        @WithDefault("true")
        boolean otherNamespaces();

        /** Domain that names inside the cluster end in. */
        @WithDefault("cluster.local")
        String clusterDomain();
    }
}
