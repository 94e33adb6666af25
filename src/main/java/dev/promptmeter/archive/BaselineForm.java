package dev.promptmeter.archive;

import java.util.List;

/** The form of a baseline file: a line that says what run it is, a header, and one line for each case and repeat. */
public final class BaselineForm {

    /** What the first line begins with, before the version of the form. */
    static final String MARK = "# promptmeter.baseline/";

    /** The version that is written, and the newest that is read. */
    static final int VERSION = 1;

    /** The columns in their order; those of metrics come behind them. */
    public static final List<String> COLUMNS = List.of(
            "dataset",
            "row_id",
            "content_sha",
            "prompt_id",
            "model",
            "repeat",
            "verdict",
            "score",
            "error_kind",
            "finish_reason",
            "cache_hit",
            "latency_ms",
            "ttft_ms",
            "prompt_tokens",
            "completion_tokens",
            "cost_usd",
            "output_sha",
            "cluster");

    /** What stands before the name of a metric. */
    public static final String METRIC = "metric.";

    private BaselineForm() {}
}
