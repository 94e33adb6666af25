package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.report.JUnitCounts.Status;
import dev.promptmeter.run.CaseResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of a run as test cases, one for each repeat. */
final class JUnitCases {

    private static final long MOST_WITH_PROPERTIES = 20_000;

    /** A test case with all its properties takes some 700. */
    private static final long MOST_BUT_TEXTS = 1_000;

    private final JUnitNames names;
    private final RunNames places;
    private final CaseChanges changes;
    private final JUnitDetail detail;
    private final boolean properties;
    private final String listed;
    private final Status wrongAnswer;

    JUnitCases(FinishedRun run, JUnitNames names, JUnitDetail detail) {
        this.names = names;
        this.places = new RunNames(run.manifest());
        this.changes = CaseChanges.of(run.comparison());
        this.detail = detail;
        this.properties =
                detail == JUnitDetail.FULL && run.summary().total().counts().repeats() <= MOST_WITH_PROPERTIES;
        var suite = new ResolvedSuite(run.manifest().resolved());
        this.listed = suite.junitCases();
        this.wrongAnswer =
                suite.toleratesFailures() && everyGatePassed(run.verdict()) ? Status.SKIPPED : Status.FAILURE;
    }

    private static boolean everyGatePassed(Verdict verdict) {
        return !verdict.gates().isEmpty()
                && verdict.count(GateVerdict.PASS) == verdict.gates().size();
    }

    /** {@return whether the suite wants test cases of that outcome listed} */
    boolean lists(Status status) {
        return switch (listed) {
            case "gates" -> false;
            case "failed" -> status == Status.FAILURE || status == Status.ERROR;
            default -> true;
        };
    }

    /** {@return what a repeat comes to, as one of those of its case} */
    Status status(CaseResult result, CaseGroup repeats) {
        return switch (result.verdict()) {
            case PASS -> Status.PASSED;
            case FAIL -> repeats.passed() ? Status.PASSED : wrongAnswer;
            case ERROR -> Status.ERROR;
            case SKIP -> Status.SKIPPED;
        };
    }

    /** {@return how long it took, 0 if that is not known or it came from the cache} */
    static long latency(CaseResult result) {
        Long nanos = result.latencyNanos();
        return nanos == null ? 0 : nanos;
    }

    /** {@return so many bytes that one repeat never takes more, found without writing it} */
    long most(JUnitGroup group, CaseResult result, Status status) {
        long named = names.classOf(group).length()
                + JUnitNames.longest(result)
                + places.file(result.id().dataset()).length();
        return MOST_BUT_TEXTS + XmlText.MOST_OF_A_CHARACTER * named + JUnitOutcome.most(result, status);
    }

    /** Writes one repeat. */
    void write(XmlOut xml, JUnitGroup group, CaseResult result, Status status) {
        xml.open(
                "testcase",
                List.of(
                        "classname", names.classOf(group),
                        "name", JUnitNames.nameOf(result),
                        "file", places.file(result.id().dataset()),
                        "line", Integer.toString(result.row().line()),
                        "time", JUnitCounts.seconds(latency(result))));
        if (properties) {
            writeProperties(xml, result);
        }
        new JUnitOutcome(xml, detail).write(result, status);
        xml.close();
    }

    private void writeProperties(XmlOut xml, CaseResult result) {
        xml.open("properties", List.of());
        Completion completion = result.completion();
        if (completion != null) {
            property(xml, "finish_reason", completion.finish().kind().word());
            property(xml, "prompt_tokens", completion.usage().prompt());
            property(xml, "completion_tokens", completion.usage().completion());
        }
        property(
                xml,
                "cost_usd",
                result.cost().pico() == null
                        ? null
                        : Cost.usd(result.cost().pico()).toPlainString());
        property(
                xml,
                "ttft_ms",
                result.ttftNanos() == null
                        ? null
                        : RunNames.millis(result.ttftNanos()).toPlainString());
        property(xml, "score", result.score());
        property(xml, "change", changes.word(result.id()));
        xml.close();
    }

    private static void property(XmlOut xml, String name, @Nullable Object value) {
        if (value != null) {
            xml.empty("property", List.of("name", name, "value", value.toString()));
        }
    }
}
