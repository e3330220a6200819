/** What commands found, as text, JSON, YAML, SARIF or JUnit: one report, five readers. */
@NullMarked
package dev.connectivity.cli.report;

import org.jspecify.annotations.NullMarked;
