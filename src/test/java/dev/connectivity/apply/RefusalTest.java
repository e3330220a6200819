package dev.connectivity.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.apply.ApplyResult.Conflict;
import dev.connectivity.apply.ApplyResult.Conflict.HeldField;
import dev.connectivity.apply.ApplyResult.Rejected;
import dev.connectivity.apply.ApplyResult.Stale;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 401, 429, 500, 502, 503, 504})
    void whatIsNoAnswerToTheQuestionIsNotRead(int code) {
        assertThat(Refusal.read(answer(code, "busy"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void aRefusalKeepsTheServersMessage(int code) {
        assertThat(Refusal.read(answer(code, "denied by policy")))
                .contains(new Rejected("denied by policy"));
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(Refusal.read(answer(422, "x".repeat(1000))))
                .hasValueSatisfying(
                        it -> assertThat(((Rejected) it).message()).hasSize(300).endsWith("…"));
    }

    @Test
    void aRefusalWithoutAStatusSaysSo() {
        assertThat(Refusal.read(new KubernetesClientException("boom", 403, null)))
                .contains(new Rejected("The API server refused with HTTP status 403."));
    }

    @Test
    void eachHeldFieldIsNamed() {
        StatusCause held =
                new StatusCause(
                        ".spec.replicas",
                        "conflict with \"kube-controller-manager\" with subresource \"scale\"",
                        "FieldManagerConflict");
        assertThat(Refusal.read(answer(409, "conflict", held)))
                .contains(
                        new Conflict(
                                List.of(
                                        new HeldField(
                                                "kube-controller-manager", ".spec.replicas"))));
    }

    @Test
    void anotherConflictAMissingObjectAndAnotherUidAreStale() {
        StatusCause uid =
                new StatusCause("metadata.uid", "field is immutable", "FieldValueInvalid");
        assertThat(Refusal.read(answer(409, "the object has been modified"))).contains(new Stale());
        assertThat(Refusal.read(answer(404, "not found"))).contains(new Stale());
        assertThat(Refusal.read(answer(422, "invalid", uid))).contains(new Stale());
    }

    private static KubernetesClientException answer(
            int code, String message, StatusCause... causes) {
        return new KubernetesClientException(
                new StatusBuilder()
                        .withCode(code)
                        .withMessage(message)
                        .withNewDetails()
                        .withCauses(causes)
                        .endDetails()
                        .build());
    }
}
