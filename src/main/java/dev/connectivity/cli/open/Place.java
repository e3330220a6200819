package dev.connectivity.cli.open;

/**
 * Where the operator is looked for, in words.
 *
 * @param namespace of its pods
 * @param page where its page should be
 * @param door what is connected to
 */
record Place(String namespace, String page, String door) {}
