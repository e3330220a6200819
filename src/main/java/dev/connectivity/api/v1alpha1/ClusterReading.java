package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How what is in a cluster is read, where a newer version may have written: a field that this one
 * does not know counts as not there, and a value that it does not know as not given. One object
 * that cannot be read would end the watch of all. Manifests are read strictly.
 */
public final class ClusterReading {

    private ClusterReading() {}

    /** For a client that reads so. */
    public static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper();
        tolerate(mapper);
        return new KubernetesSerialization(mapper, true);
    }

    public static void tolerate(ObjectMapper mapper) {
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(
                DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE,
                DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
    }
}
