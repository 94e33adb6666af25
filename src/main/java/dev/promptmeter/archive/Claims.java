package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * Which answers on record a plan asks for too.
 *
 * @param kept that it asks for
 * @param left that it does not ask for, and that no start has let go
 * @param first one of the latter; null if there is none
 */
public record Claims(long kept, long left, @Nullable CaseId first) {}
