package dev.promptmeter.run;

/** Takes the results of a run: called once per result, one call at a time, after the result has been recorded. */
@FunctionalInterface
public interface ResultSink {

    /** Takes one result. */
    void accept(CaseResult result);
}
