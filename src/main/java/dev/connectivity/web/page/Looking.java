package dev.connectivity.web.page;

/** At what somebody looks. */
sealed interface Looking {

    /** Every policy that they may see. */
    record AtAll() implements Looking {}

    /** One policy. */
    record AtOne(String namespace, String name) implements Looking {}
}
