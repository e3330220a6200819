package dev.connectivity.traffic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Fields of a resource in the making; what is not known is left out. */
final class Fields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Fields with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    Fields with(String name, OptionalInt number) {
        number.ifPresent(it -> fields.put(name, it));
        return this;
    }

    Fields with(String name, Duration time) {
        fields.put(name, text(time));
        return this;
    }

    Fields with(String name, Fields inner) {
        if (!inner.fields.isEmpty()) {
            fields.put(name, inner.fields);
        }
        return this;
    }

    Map<String, Object> map() {
        return fields;
    }

    /** As both providers read it: whole numbers of at most five digits. */
    static String text(Duration time) {
        String seconds = time.toSeconds() == 0 ? "" : time.toSeconds() + "s";
        String millis = time.toMillisPart() == 0 ? "" : time.toMillisPart() + "ms";
        return seconds + millis;
    }
}
