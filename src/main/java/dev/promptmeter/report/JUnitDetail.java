package dev.promptmeter.report;

/** How much is told of a case. */
enum JUnitDetail {
    /** Its answer and figures. */
    FULL,
    /** Only why it failed: with every answer, the files would be more than a reader takes. */
    BRIEF
}
