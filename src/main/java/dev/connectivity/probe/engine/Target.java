package dev.connectivity.probe.engine;

import dev.connectivity.probe.Question;

/**
 * One thing to keep asking.
 *
 * @param id unique among one policy's targets and stable over its generations, as {@code
 *     upstream/chatbot}, {@code database} or {@code pod/web-1:3001}
 */
public record Target(String id, Question question, Course course) {}
