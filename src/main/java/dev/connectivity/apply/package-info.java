/**
 * The only package that writes workloads and Services: server-side apply of owned fields, release,
 * undo, and the events that explain them.
 */
@NullMarked
package dev.connectivity.apply;

import org.jspecify.annotations.NullMarked;
