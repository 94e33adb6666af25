package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import java.util.function.Consumer;

/** Results that can be gone through again and again. */
@FunctionalInterface
public interface ResultSource {

    /** Gives each result once. */
    void forEach(Consumer<CaseResult> reader);
}
