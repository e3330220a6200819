package dev.connectivity.diagnose;

/** What the checks rest on, which decides how findings are worded. */
enum Basis {
    /** Connects to running pods. */
    Connects,
    /** The policy's word, where there is no pod to connect to: what it claims is taken as true. */
    Policy
}
