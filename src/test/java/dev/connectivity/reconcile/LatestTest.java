package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.dependent.RecentOperationCacheFiller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LatestTest {

    private final Framework framework = new Framework();
    private final Latest<ConfigMap> latest = new Latest<>(framework);

    @Test
    void whatTheWatchToldIsListed() {
        framework.tell(map("shop", "a", "told"));
        framework.tell(map("other", "b", "told"));

        assertThat(latest.in("shop")).containsExactly(map("shop", "a", "told"));
    }

    @Test
    void aChangeOfOursIsListedBeforeTheWatchTellsOfIt() {
        framework.tell(map("shop", "a", "told"));
        latest.changed(map("shop", "a", "told"), map("shop", "a", "ours"));

        assertThat(latest.in("shop")).containsExactly(map("shop", "a", "ours"));

        framework.tell(map("shop", "a", "theirs"));

        assertThat(latest.in("shop")).containsExactly(map("shop", "a", "theirs"));
    }

    @Test
    void soIsWhatWeMade() {
        latest.made(map("shop", "a", "ours"));
        latest.made(map("other", "b", "ours"));

        assertThat(latest.in("shop")).containsExactly(map("shop", "a", "ours"));

        framework.tell(map("shop", "a", "ours"));

        assertThat(latest.in("shop")).containsExactly(map("shop", "a", "ours"));
    }

    @Test
    void whatWeMadeAndIsGoneIsNotListed() {
        latest.made(map("shop", "a", "ours"));
        framework.tellOfDeletion("shop", "a");

        assertThat(latest.in("shop")).isEmpty();
    }

    private static ConfigMap map(String namespace, String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withData(Map.of("value", value))
                .build();
    }

    /** Lists what it was told by the watch, and gives by name also what it was told by us. */
    private static final class Framework
            implements ResourceCache<ConfigMap>, RecentOperationCacheFiller<ConfigMap> {

        private final Map<ResourceID, ConfigMap> told = new HashMap<>();
        private final Map<ResourceID, ConfigMap> recent = new HashMap<>();

        void tell(ConfigMap object) {
            recent.remove(ResourceID.fromResource(object));
            told.put(ResourceID.fromResource(object), object);
        }

        void tellOfDeletion(String namespace, String name) {
            recent.remove(new ResourceID(name, namespace));
            told.remove(new ResourceID(name, namespace));
        }

        @Override
        public Optional<ConfigMap> get(ResourceID id) {
            return Optional.ofNullable(recent.get(id)).or(() -> Optional.ofNullable(told.get(id)));
        }

        @Override
        public Stream<ResourceID> keys() {
            return told.keySet().stream();
        }

        @Override
        public Stream<ConfigMap> list(Predicate<ConfigMap> predicate) {
            return told.values().stream().filter(predicate);
        }

        @Override
        public Stream<ConfigMap> list(String namespace, Predicate<ConfigMap> predicate) {
            return list(predicate).filter(it -> it.getMetadata().getNamespace().equals(namespace));
        }

        @Override
        public void handleRecentResourceCreate(ResourceID id, ConfigMap object) {
            recent.put(id, object);
        }

        @Override
        public void handleRecentResourceUpdate(ResourceID id, ConfigMap now, ConfigMap before) {
            recent.put(id, now);
        }
    }
}
