package dev.promptmeter.cli;

import dev.promptmeter.report.ReportLink;
import java.util.Map;

/** Where the report of a run will be found, for those who read of it elsewhere. */
final class ReportUrl {

    static final Flag FLAG = Flag.value(
                    "--report-url", "URL", "where report.html will be found; makes links in summary.md and comment.md")
            .as(new Rule(ReportLink::possible, "an http or https address without blanks, quotes or brackets"));

    private ReportUrl() {}

    /** {@return what the journal keeps of it} */
    static Map<String, String> facts(Given given) {
        String url = given.find(FLAG);
        return url == null ? Map.of() : Map.of(ReportLink.FACT, url);
    }
}
