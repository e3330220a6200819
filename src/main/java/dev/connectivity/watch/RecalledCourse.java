package dev.connectivity.watch;

import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course;

/** Attempts that people are shown. */
record RecalledCourse(String uid, String dependency, Course course, Recalls recalls)
        implements Course {

    @Override
    public Step first() {
        return course.first();
    }

    @Override
    public Step next(Observation observation) {
        recalls.attempted(uid, dependency, observation);
        return course.next(observation);
    }
}
