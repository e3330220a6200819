package dev.connectivity.probe.engine;

import dev.connectivity.probe.Question;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every distinct question that is asked, with all who ask it. Two are the same where everything
 * that could change the answer is: their records are equal, secrets included. A question that means
 * the same to everyone is shared by all namespaces, any other within one. Guarded by the tower's
 * lock.
 */
final class Routes {

    private final long origin;
    private final Map<Question, Route> routes = new HashMap<>();
    private int bookings;

    Routes(long origin) {
        this.origin = origin;
    }

    int bookings() {
        return bookings;
    }

    /** For one more booking. */
    Route of(Question question) {
        bookings++;
        Optional<Question> anyone = question.forAnyone();
        return route(anyone.orElse(question), anyone.isPresent());
    }

    /** The words of a question show no secret, and nobody: they are only summed up. */
    private Route route(Question question, boolean shared) {
        return routes.computeIfAbsent(
                question, key -> new Route(key, shared, Rhythm.of(origin, key.toString())));
    }

    void leave(Booking booking) {
        bookings--;
        remove(booking);
    }

    void separate(Booking booking) {
        remove(booking);
        Route own = route(booking.passenger().target().question(), false);
        own.bookings().add(booking);
        booking.change(own);
    }

    private void remove(Booking booking) {
        Route route = booking.route();
        route.bookings().remove(booking);
        if (route.bookings().isEmpty()) {
            routes.remove(route.question(), route);
        }
    }
}
