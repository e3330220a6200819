package dev.connectivity.web.access;

import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody, as the API server knows them by their token. */
record Identity(
        String user, String uid, List<String> groups, Map<String, List<String>> attributes) {

    static Identity of(UserInfo info) {
        return new Identity(
                text(info.getUsername()),
                text(info.getUid()),
                Optional.ofNullable(info.getGroups()).map(List::copyOf).orElse(List.of()),
                Optional.ofNullable(info.getExtra()).map(Map::copyOf).orElse(Map.of()));
    }

    private static String text(String maybe) {
        return Optional.ofNullable(maybe).orElse("");
    }
}
