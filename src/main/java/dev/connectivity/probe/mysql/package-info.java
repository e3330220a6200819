/** Does a MySQL or MariaDB server let us in and answer a query, spoken over their wire protocol. */
@NullMarked
package dev.connectivity.probe.mysql;

import org.jspecify.annotations.NullMarked;
