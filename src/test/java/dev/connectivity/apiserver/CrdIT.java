package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CrdIT {

    @RegisterExtension static final ApiServer API = new ApiServer();

    @Test
    void theCrdIsAccepted() {
        assertThat(API.newNamespace()).startsWith("test-");
    }
}
