package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a gRPC server is asked. */
public record GrpcSpec(
        @JsonPropertyDescription(
                        "Service whose health is asked, as in shop.v1.Cart. Absent: the server as a"
                                + " whole.")
                @Pattern(Notation.GRPC_SERVICE)
                @Size(max = 253)
                @Nullable String service) {}
