package dev.connectivity.probe.engine;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.Slots.Account;
import dev.connectivity.probe.engine.Slots.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One question, all who ask it, and the attempts at it. Guarded by the tower's lock. */
final class Route {

    /**
     * A target that answers within this makes way for others soon enough to be let in at any time.
     */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private final Question question;
    private final Rhythm rhythm;
    private final String host;
    private final boolean shared;
    private final Set<Booking> bookings = new LinkedHashSet<>(2);
    private final List<Flight> flights = new ArrayList<>(1);
    private Lane lane = Lane.Unproven;

    /**
     * @param shared between namespaces, and hence asked on behalf of none
     */
    Route(Question question, boolean shared, Rhythm rhythm) {
        this.question = question;
        this.shared = shared;
        this.rhythm = rhythm;
        this.host = question.address().display();
    }

    Question question() {
        return question;
    }

    boolean shared() {
        return shared;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    Set<Booking> bookings() {
        return bookings;
    }

    List<Flight> flights() {
        return flights;
    }

    /**
     * @param namespace whose policy it is first of all for
     */
    Flight depart(Limits limits, String namespace) {
        Flight flight = new Flight(this, limits, new Account(lane, host, namespace));
        flights.add(flight);
        return flight;
    }

    void landed(Flight flight, Duration took) {
        flights.remove(flight);
        lane = took.compareTo(PROMPT) <= 0 ? Lane.Prompt : Lane.Slow;
    }
}
