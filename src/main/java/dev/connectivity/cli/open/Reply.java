package dev.connectivity.cli.open;

/** What came of asking the operator. */
sealed interface Reply permits Answer, Refusal {}
