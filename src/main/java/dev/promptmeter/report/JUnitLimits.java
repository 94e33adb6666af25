package dev.promptmeter.report;

/**
 * What readers of test results take: GitLab 30 MB a file and 100 MB in all.
 *
 * @param cases so many always fit into one file
 * @param fileBytes most that one file holds
 * @param allBytes most that all files hold with every answer
 */
record JUnitLimits(long cases, long fileBytes, long allBytes) {

    /** Below those of GitLab; the longest case takes some 15 KB. */
    static final JUnitLimits USUAL = new JUnitLimits(1_500, 25_000_000, 90_000_000);
}
