package dev.connectivity.policy;

import com.google.re2j.Pattern;

/** What the body of an answer must be like. */
public sealed interface BodyDemand {

    boolean holds(String body);

    record Contains(String text) implements BodyDemand {

        @Override
        public boolean holds(String body) {
            return body.contains(text);
        }
    }

    record Lacks(String text) implements BodyDemand {

        @Override
        public boolean holds(String body) {
            return !body.contains(text);
        }
    }

    /**
     * Somewhere in it. Takes time in proportion to the body's length, whatever the body: servers
     * cannot be trusted with an expression that tracks back.
     */
    record Matches(Pattern pattern) implements BodyDemand {

        @Override
        public boolean holds(String body) {
            return pattern.matcher(body).find();
        }
    }
}
