package dev.connectivity.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.dependent.RecentOperationCacheFiller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is of a kind: as the watch told, or as the operator wrote it where the watch has not
 * told of that yet. The framework keeps the latter too, but gives it only by name. Else a pass
 * would take a field of ours for one that somebody set back.
 */
final class Latest<R extends HasMetadata> {

    private final ResourceCache<R> watched;
    private final RecentOperationCacheFiller<R> written;
    private final Set<ResourceID> made = ConcurrentHashMap.newKeySet();

    <S extends ResourceCache<R> & RecentOperationCacheFiller<R>> Latest(S source) {
        watched = source;
        written = source;
    }

    List<R> in(String namespace) {
        Set<ResourceID> told =
                watched.list(namespace, _ -> true)
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet());
        made.removeIf(it -> told.contains(it) || !watched.contains(it));
        return Stream.concat(
                        told.stream(),
                        made.stream()
                                .filter(it -> it.getNamespace().equals(Optional.of(namespace)))
                                .filter(it -> !told.contains(it)))
                .flatMap(it -> watched.get(it).stream())
                .toList();
    }

    void changed(R before, R now) {
        written.handleRecentResourceUpdate(ResourceID.fromResource(now), now, before);
    }

    void made(R object) {
        ResourceID id = ResourceID.fromResource(object);
        written.handleRecentResourceCreate(id, object);
        made.add(id);
    }
}
