/**
 * What people and monitors are answered over HTTP: who may see what, health, and the page. It
 * decides nothing.
 */
@NullMarked
package dev.connectivity.web;

import org.jspecify.annotations.NullMarked;
