package dev.promptmeter.run;

/** Takes the results of a run: called by one thread, once per result, after the result has been recorded. */
@FunctionalInterface
public interface ResultSink {

    /** Takes one result. */
    void accept(CaseResult result);
}
