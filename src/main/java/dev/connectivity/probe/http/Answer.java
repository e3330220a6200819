package dev.connectivity.probe.http;

import java.time.Duration;

/**
 * What came back, in whichever version of HTTP.
 *
 * @param body its beginning; empty text where nothing is demanded of it
 * @param after since the attempt began
 */
record Answer(AnswerHead head, String body, Duration after) {}
