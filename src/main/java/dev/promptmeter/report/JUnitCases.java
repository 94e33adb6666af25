package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.report.JUnitCounts.Status;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cases of a run as test cases, one for each repeat. */
final class JUnitCases {

    private static final long MOST_WITH_PROPERTIES = 20_000;
    private static final int LONGEST_OUTPUT = 8_000;

    private final FinishedRun run;
    private final JUnitNames names;
    private final RunNames places;
    private final XmlOut xml;
    private final String listed;
    private final Status wrongAnswer;

    JUnitCases(FinishedRun run, JUnitNames names, XmlOut xml) {
        this.run = run;
        this.names = names;
        this.places = new RunNames(run.manifest());
        this.xml = xml;
        var suite = new ResolvedSuite(run.manifest().resolved());
        this.listed = suite.junitCases();
        this.wrongAnswer =
                suite.toleratesFailures() && everyGatePassed(run.verdict()) ? Status.SKIPPED : Status.FAILURE;
    }

    private static boolean everyGatePassed(Verdict verdict) {
        return !verdict.gates().isEmpty()
                && verdict.count(GateVerdict.PASS) == verdict.gates().size();
    }

    /** Adds the repeats of a case to the counts of its group. */
    void count(CaseGroup repeats, Map<JUnitGroup, JUnitCounts> counts) {
        for (CaseResult result : repeats.repeats()) {
            Status status = status(result, repeats);
            if (lists(status)) {
                counts.computeIfAbsent(JUnitGroup.of(result), group -> new JUnitCounts())
                        .add(status, latency(result));
            }
        }
    }

    private boolean lists(Status status) {
        return switch (listed) {
            case "gates" -> false;
            case "failed" -> status == Status.FAILURE || status == Status.ERROR;
            default -> true;
        };
    }

    private Status status(CaseResult result, CaseGroup repeats) {
        return switch (result.verdict()) {
            case PASS -> Status.PASSED;
            case FAIL -> repeats.passed() ? Status.PASSED : wrongAnswer;
            case ERROR -> Status.ERROR;
            case SKIP -> Status.SKIPPED;
        };
    }

    private static long latency(CaseResult result) {
        Long nanos = result.latencyNanos();
        return nanos == null ? 0 : nanos;
    }

    /** Writes the suite of one prompt and model. */
    void write(JUnitGroup group, JUnitCounts counts) {
        List<String> attributes = new ArrayList<>(List.of("name", names.suiteOf(group)));
        attributes.addAll(counts.attributes());
        attributes.addAll(List.of("time", counts.time()));
        xml.open("testsuite", attributes);
        String className = names.classOf(group);
        CaseGroup.forEach(run.results(), repeats -> {
            if (JUnitGroup.of(repeats.repeats().get(0)).equals(group)) {
                repeats.repeats().stream()
                        .filter(result -> lists(status(result, repeats)))
                        .forEach(result -> write(className, result, status(result, repeats)));
            }
        });
        xml.close();
    }

    private void write(String className, CaseResult result, Status status) {
        xml.open(
                "testcase",
                List.of(
                        "classname", className,
                        "name", JUnitNames.nameOf(result),
                        "file", places.file(result.id().dataset()),
                        "line", Integer.toString(result.row().line()),
                        "time", JUnitCounts.seconds(latency(result))));
        if (run.summary().total().counts().repeats() <= MOST_WITH_PROPERTIES) {
            writeProperties(result);
        }
        writeOutcome(result, status);
        xml.close();
    }

    private void writeProperties(CaseResult result) {
        xml.open("properties", List.of());
        Completion completion = result.completion();
        if (completion != null) {
            property("finish_reason", completion.finish().kind().word());
            property("prompt_tokens", completion.usage().prompt());
            property("completion_tokens", completion.usage().completion());
        }
        property(
                "cost_usd",
                result.cost().pico() == null
                        ? null
                        : Cost.usd(result.cost().pico()).toPlainString());
        property(
                "ttft_ms",
                result.ttftNanos() == null
                        ? null
                        : RunNames.millis(result.ttftNanos()).toPlainString());
        property("score", result.score());
        xml.close();
    }

    private void property(String name, @Nullable Object value) {
        if (value != null) {
            xml.empty("property", List.of("name", name, "value", value.toString()));
        }
    }

    private void writeOutcome(CaseResult result, Status status) {
        String reason = result.reason() == null ? result.verdict().word() : result.reason();
        switch (status) {
            case FAILURE -> {
                writeFailure("failure", result, reason);
                writeOutput(result);
            }
            case ERROR -> {
                String kind =
                        result.failure() == null ? "error" : result.failure().word();
                xml.text("error", List.of("type", kind, "message", reason), reason);
            }
            case SKIPPED -> xml.empty("skipped", List.of("message", tolerated(result) + reason));
            case PASSED -> {
                if (result.verdict() == CaseVerdict.FAIL) {
                    writeFailure("flakyFailure", result, reason);
                }
            }
        }
    }

    private static String tolerated(CaseResult result) {
        return result.verdict() == CaseVerdict.FAIL ? "tolerated: " : "";
    }

    private void writeFailure(String element, CaseResult result, String reason) {
        String type = result.outcomes().stream()
                .filter(Outcome::failed)
                .findFirst()
                .map(outcome -> outcome.check().name())
                .orElse("fail");
        String text = reason + "\n" + String.join("\n", FailureRendering.checks(result));
        xml.text(element, List.of("type", type, "message", reason), text);
    }

    private void writeOutput(CaseResult result) {
        String text = result.output();
        if (text != null && !text.isEmpty()) {
            String shown = text.length() <= LONGEST_OUTPUT ? text : text.substring(0, LONGEST_OUTPUT) + "…";
            xml.text("system-out", List.of(), shown);
        }
    }
}
