/** Does a PostgreSQL server let us in and answer a query, spoken over its wire protocol. */
@NullMarked
package dev.connectivity.probe.postgresql;

import org.jspecify.annotations.NullMarked;
