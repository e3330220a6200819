package dev.connectivity.probe.engine;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.TreeSet;

/** All bookings that wait for their time, in its order. Guarded by the tower's lock. */
final class Timetable {

    private final TreeSet<Booking> waiting =
            new TreeSet<>(
                    Comparator.comparingLong(Booking::due).thenComparingLong(Booking::number));

    /** Its time must not change while it is in here. */
    void add(Booking booking) {
        waiting.add(booking);
    }

    boolean remove(Booking booking) {
        return waiting.remove(booking);
    }

    OptionalLong earliest() {
        return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.getFirst().due());
    }

    Booking takeFirst() {
        return waiting.removeFirst();
    }

    int size() {
        return waiting.size();
    }
}
