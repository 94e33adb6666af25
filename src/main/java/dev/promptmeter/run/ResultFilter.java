package dev.promptmeter.run;

/** A filter expression that may also ask what came of a case. */
@FunctionalInterface
public interface ResultFilter {

    /** {@return whether that result is chosen} */
    boolean chooses(CaseResult result);
}
