package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.GrpcSpec;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.policy.Upstream.Grpc;
import org.jspecify.annotations.Nullable;

final class GrpcReader {

    static Grpc read(@Nullable GrpcSpec given, Field field) {
        return given == null || given.service() == null
                ? Grpc.DEFAULT
                : new Grpc(field.at("service").text(given.service(), Notation.GrpcService, 253));
    }

    private GrpcReader() {}
}
