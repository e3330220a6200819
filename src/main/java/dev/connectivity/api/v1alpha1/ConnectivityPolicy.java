package dev.connectivity.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** Where one workload listens, what it depends on, and what may be changed to keep both working. */
@Group("connectivity.dev")
@Version("v1alpha1")
@Kind("ConnectivityPolicy")
@Plural("connectivitypolicies")
@ShortNames("connpol")
public class ConnectivityPolicy
        extends CustomResource<ConnectivityPolicySpec, ConnectivityPolicyStatus>
        implements Namespaced {

    // Records have no empty instance; the superclass would try to construct one.
    @Override
    protected @Nullable ConnectivityPolicySpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ConnectivityPolicyStatus initStatus() {
        return null;
    }
}
