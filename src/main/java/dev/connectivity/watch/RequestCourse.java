package dev.connectivity.watch;

import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course;

/** Requests of the workload's readiness path, whose answers are timed. */
record RequestCourse(String uid, Course course, Budgets budgets) implements Course {

    @Override
    public Step first() {
        return course.first();
    }

    @Override
    public Step next(Observation observation) {
        budgets.requested(uid, observation);
        return course.next(observation);
    }
}
