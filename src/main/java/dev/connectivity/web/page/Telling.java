package dev.connectivity.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one reader was told, and so what is new to them. Not for use by several threads at once. */
final class Telling {

    private static final JsonMapper JSON = new JsonMapper();

    private List<String> order = List.of();
    private Map<String, String> told = new HashMap<>();

    /**
     * What changed since the last call; the first time all of it.
     *
     * @param asOf time of day
     * @return JSON: {@code order} of all ids, left out where it is as before; {@code changed} ids
     *     with their HTML; {@code asOf}. Empty where nothing changed
     */
    Optional<String> next(List<Rendered> now, String asOf) {
        List<List<String>> changed = new ArrayList<>();
        Map<String, String> all = new HashMap<>();
        for (Rendered one : now) {
            all.put(one.id(), one.html());
            if (!one.html().equals(told.get(one.id()))) {
                changed.add(List.of(one.id(), one.html()));
            }
        }
        List<String> ids = now.stream().map(Rendered::id).toList();
        boolean moved = !ids.equals(order);
        order = ids;
        told = all;
        return changed.isEmpty() && !moved
                ? Optional.empty()
                : Optional.of(json(moved, changed, asOf));
    }

    private String json(boolean moved, List<List<String>> changed, String asOf) {
        Map<String, Object> event = new LinkedHashMap<>();
        if (moved) {
            event.put("order", order);
        }
        event.put("changed", changed);
        event.put("asOf", asOf);
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts alone are written", e);
        }
    }
}
