package dev.connectivity.web.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A sentence, in which what stood in backticks is code.
 *
 * @param code whether {@code text} is code
 */
public record Prose(String text, boolean code) {

    /** What led to a listing in the runbook ends as a sentence. */
    static List<Prose> ofRemedy(String remedy) {
        return of(remedy.endsWith(":") ? remedy.substring(0, remedy.length() - 1) + "." : remedy);
    }

    static List<Prose> of(String sentence) {
        List<Prose> pieces = new ArrayList<>();
        String[] parts = sentence.strip().split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                pieces.add(new Prose(parts[i], i % 2 == 1));
            }
        }
        return List.copyOf(pieces);
    }
}
