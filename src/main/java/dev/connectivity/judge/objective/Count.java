package dev.connectivity.judge.objective;

/** What is counted of each span of time. */
enum Count {
    /** Questions that count: those at the interval, whatever their repeats brought. */
    ASKED,
    /** Of these, whose first attempt failed. */
    FAILED,
    /** Of these, that no repeat answered either. */
    LOST,
    /** First attempts whose answer was timed. */
    ANSWERED,
    /** Of these, that took too long. */
    SLOW
}
