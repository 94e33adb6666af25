package dev.promptmeter.cli;

import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.SpooledInput;
import dev.promptmeter.report.Visible;
import dev.promptmeter.suite.Effective;
import dev.promptmeter.suite.Endpoints;
import dev.promptmeter.suite.ScannedSuite;
import dev.promptmeter.suite.Suite;
import dev.promptmeter.suite.SuiteScan;
import dev.promptmeter.suite.WrittenChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks suites and datasets as a run would, and asks nobody. */
final class ValidateCommand implements Command {

    private static final Flag VALUES = Flag.toggle(
                    "--verbose", "print every value with its origin, and how every check was understood")
            .or("-v");
    private static final Topic LATER = Topic.of("Later", Flag.later("--format", Flag.Kind.VALUE));

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String summary() {
        return "check suite, datasets, templates, checks, gates and prices; no network";
    }

    @Override
    public String words() {
        return "[SUITE...|DATA]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                RunFlags.READING.get(0),
                RunFlags.READING.get(1),
                RunFlags.READING.get(2),
                Topic.of("Output", VALUES, RunFlags.JSON, IdsFile.FLAG),
                Topic.of("Safety", RunFlags.ALLOW_OUTSIDE),
                LATER);
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter validate", "promptmeter validate -v -p smoke", "promptmeter validate cases.csv");
    }

    @Override
    public int run(Session session, Given given) throws IOException {
        List<String> words = given.words().isEmpty() ? List.of(Reading.DEFAULT_SUITE) : given.words();
        ObjectNode document = JsonMapper.shared().createObjectNode().put("schema", "promptmeter.validation/1");
        ArrayNode suites = document.putArray("suites");
        for (String word : words) {
            Reading reading = Reading.of(word, given, topics(), session.environment());
            if (word.equals("-")) {
                try (SpooledInput input = SpooledInput.of(System.in, DatasetSpec.Limits.DEFAULT)) {
                    validate(session, given, reading.suite(input.file()), suites);
                }
            } else {
                validate(session, given, reading.suite(null), suites);
            }
        }
        if (given.has(RunFlags.JSON)) {
            session.console().result(document.toPrettyString() + "\n");
        }
        return 0;
    }

    private static void validate(Session session, Given given, Suite suite, ArrayNode suites) throws IOException {
        ScannedSuite scanned = SuiteScan.scan(suite);
        Endpoints.requireLibraries(suite);
        Prepared.warn(session, scanned.warnings());
        String ids = given.find(IdsFile.FLAG);
        if (ids != null) {
            IdsFile.write(scanned, Path.of(ids));
            session.console().message("wrote " + ids);
        }
        if (given.has(RunFlags.JSON)) {
            add(scanned, suites.addObject());
        } else {
            String explained = given.has(VALUES) ? values(scanned.suite().values()) + checks(scanned) : "";
            session.console().result(explained + text(scanned));
        }
    }

    private static long rows(ScannedSuite scanned) {
        return scanned.datasets().values().stream()
                .mapToLong(dataset -> dataset.info().rows())
                .sum();
    }

    private static String values(List<Effective> values) {
        StringBuilder out = new StringBuilder();
        int widest =
                values.stream().mapToInt(value -> value.path().length()).max().orElse(0);
        for (Effective value : values) {
            out.append(value.path()).append(" ".repeat(widest - value.path().length() + 2));
            out.append(Visible.line(value.value()))
                    .append("   (")
                    .append(value.origin())
                    .append(")\n");
        }
        return out.toString();
    }

    private static String checks(ScannedSuite scanned) {
        StringBuilder out = new StringBuilder();
        scanned.datasets().keySet().forEach(id -> out.append(new CheckNotes(WrittenChecks.of(scanned, id)).text()));
        return out.toString();
    }

    private static String text(ScannedSuite scanned) {
        StringBuilder out = new StringBuilder();
        scanned.datasets().values().forEach(dataset -> describe(dataset.info(), out));
        Suite suite = scanned.suite();
        out.append("ok  ")
                .append(suite.name())
                .append(": ")
                .append(RunLine.count(suite.models().size(), "model"))
                .append(", ")
                .append(RunLine.count(suite.prompts().size(), "prompt"))
                .append(", ")
                .append(RunLine.count(scanned.datasets().size(), "dataset"))
                .append(" with ")
                .append(RunLine.count(rows(scanned), "row"))
                .append(", ")
                .append(RunLine.count(scanned.gates().size(), "gate"))
                .append('\n');
        return out.toString();
    }

    private static void describe(DatasetInfo info, StringBuilder out) {
        out.append(Visible.line(info.file())).append(": ").append(RunLine.count(info.rows(), "row"));
        out.append(", columns ").append(Visible.line(String.join(", ", info.columns())));
        if (!info.delimiter().equals(",") && !info.delimiter().isEmpty()) {
            out.append(", delimiter ").append(info.delimiter().equals("\t") ? "tab" : "'" + info.delimiter() + "'");
        }
        if (!info.encoding().equals("UTF-8")) {
            out.append(", encoding ").append(info.encoding());
        }
        out.append('\n');
    }

    private static void add(ScannedSuite scanned, ObjectNode node) {
        Suite suite = scanned.suite();
        node.put("name", suite.name()).put("file", suite.file());
        ArrayNode models = node.putArray("models");
        suite.models().forEach(model -> models.add(model.id()));
        ArrayNode prompts = node.putArray("prompts");
        suite.prompts().forEach(prompt -> prompts.add(prompt.id()));
        ArrayNode datasets = node.putArray("datasets");
        for (Dataset dataset : scanned.datasets().values()) {
            DatasetInfo info = dataset.info();
            ObjectNode one = datasets.addObject()
                    .put("id", info.id())
                    .put("file", info.file())
                    .put("rows", info.rows())
                    .put("delimiter", info.delimiter())
                    .put("encoding", info.encoding());
            ArrayNode columns = one.putArray("columns");
            info.columns().forEach(columns::add);
            new CheckNotes(WrittenChecks.of(scanned, info.id())).addTo(one);
        }
        ArrayNode gates = node.putArray("gates");
        scanned.gates().forEach(gate -> gates.add(gate.expression()));
        ArrayNode warnings = node.putArray("warnings");
        scanned.warnings()
                .forEach(warning ->
                        warnings.addObject().put("code", warning.code()).put("text", warning.text()));
    }
}
