package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;

/**
 * An answer that another run was given to the same request.
 *
 * @param run id of that run
 * @param answer what was received; without times, which were those of that run
 */
public record CachedAnswer(String run, RecordedAnswer answer) {}
