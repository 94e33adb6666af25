package dev.promptmeter.cli;

import dev.promptmeter.archive.CalibrationFile;
import dev.promptmeter.calibrate.Calibration;
import dev.promptmeter.calibrate.CalibrationJson;
import dev.promptmeter.calibrate.CalibrationPlan;
import dev.promptmeter.calibrate.CalibrationResult;
import dev.promptmeter.calibrate.CalibrationText;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Measures how wrong the client's own instants are on this machine, against the truth stamps of a simulator. */
final class CalibrateCommand implements Command {

    private static final String LEVEL = "([1-9]|[1-9]\\d{1,2}|10[01]\\d|102[0-4])";

    private static final Flag LEVELS = Flag.value(
                    "--concurrency", "LIST", "requests in flight, one level each (default 1,16,64,256)")
            .or("-j")
            .as(Rule.pattern(LEVEL + "(," + LEVEL + "){0,9}", "whole numbers, 1 to 1024, with commas between them"));

    private static final Flag RATE = Flag.value("--rate", "X/s", "starts a second of an open loop (default 200/s)")
            .as(Rule.pattern("([1-9]\\d{0,3}|10000)(/s)?", "a whole number, 1 to 10000, such as 200/s"));

    private static final Flag EVENTS = Flag.value("--events", "X/s", "events a second of each stream (default 50/s)")
            .as(Rule.pattern("([1-9]\\d{0,2}|1000)(/s)?", "a whole number, 1 to 1000, such as 50/s"));
    private static final Flag DURATION = Flag.value(
                    "--duration", "DUR", "time to measure; each level is warmed up before (default 30s)")
            .as(Rule.pattern("[1-9]\\d{2,6}ms|[1-9]\\d{0,3}s|[1-9]\\d?m", "a duration from 100ms to 99m, such as 30s"));
    private static final Flag IN_PROCESS = Flag.toggle(
            "--in-process", "the simulator shares this process, so the figures are of both (default: one of its own)");
    private static final Flag OUT = Flag.value(
                    "--out", "FILE", "where the figures are kept for later runs (default reports/calibration.json)")
            .or("-o");

    private static final List<Flag> LATER = List.of(Flag.later("--aa", Flag.Kind.SWITCH));

    @Override
    public String name() {
        return "calibrate";
    }

    @Override
    public String summary() {
        return "measure this program's own timing error on this computer; no key, no network";
    }

    @Override
    public String words() {
        return "";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topic.of("Load", LEVELS, RATE, EVENTS, DURATION, IN_PROCESS),
                Topic.of("Output", OUT, RunFlags.JSON),
                new Topic("Later", LATER));
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter calibrate", "promptmeter calibrate -j 256 --events 100/s --duration 1m");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        if (!given.words().isEmpty()) {
            throw new CliException("PM-1001", "calibrate takes flags alone: see promptmeter calibrate --help");
        }
        CalibrationPlan plan = plan(given);
        Path file = file(given);
        CalibrationFile.prepare(file);
        CalibrationResult result = given.has(IN_PROCESS) ? inProcess(session, plan) : ownProcess(session, plan);
        String json = document(result, given).toPrettyString() + "\n";
        session.console().result(given.has(RunFlags.JSON) ? json : text(result, given));
        CalibrationFile.write(file, json);
        session.console().message("kept in " + file);
        return result.blamesTheClient() ? 0 : ExitCode.INCONCLUSIVE.number();
    }

    private static String text(CalibrationResult result, Given given) {
        String shared =
                "The simulator shared this process: processor time is that of both, and each may have kept the other waiting.\n";
        return CalibrationText.of(result) + (given.has(IN_PROCESS) ? shared : "");
    }

    private static CalibrationPlan plan(Given given) {
        String levels = or(given, LEVELS, "1,16,64,256");
        String events = or(given, EVENTS, "50");
        return new CalibrationPlan(
                Arrays.stream(levels.split(","))
                        .map(Integer::valueOf)
                        .distinct()
                        .toList(),
                Double.parseDouble(or(given, RATE, "200").replace("/s", "")),
                Double.parseDouble(events.replace("/s", "")),
                duration(or(given, DURATION, "30s")));
    }

    private static Duration duration(String text) {
        boolean millis = text.endsWith("ms");
        return millis ? Duration.ofMillis(Long.parseLong(text.replace("ms", ""))) : Duration.parse("PT" + text);
    }

    private static String or(Given given, Flag flag, String otherwise) {
        String value = given.find(flag);
        return value == null ? otherwise : value;
    }

    private static Path file(Given given) {
        String named = given.find(OUT);
        return named == null ? CalibrationFile.in(RunTarget.REPORTS) : Path.of(named);
    }

    private static CalibrationResult inProcess(Session session, CalibrationPlan plan) throws InterruptedException {
        Settings.Builder settings = Settings.builder();
        plan.simulator().forEach(settings::set);
        try (Simulator simulator = Simulator.start(settings.build())) {
            return measure(session, plan, simulator.baseUri());
        }
    }

    private static CalibrationResult ownProcess(Session session, CalibrationPlan plan)
            throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>();
        plan.simulator().forEach((name, value) -> flags.addAll(List.of("--" + name, value)));
        try (ChildSimulator simulator = ChildSimulator.start(flags)) {
            return measure(session, plan, simulator.baseUri());
        }
    }

    private static CalibrationResult measure(Session session, CalibrationPlan plan, URI baseUri)
            throws InterruptedException {
        try (SimulatorTruth truth = new SimulatorTruth(baseUri)) {
            return Calibration.run(plan, truth, text -> session.console().progress("calibrate  " + text + "\n"));
        } catch (IOException e) {
            throw new CliException(
                    "PM-2103", "the simulator does not answer any more (" + e.getMessage() + "); try again");
        }
    }

    private static ObjectNode document(CalibrationResult result, Given given) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        about.put("tool", Version.tool());
        about.put("simulator", given.has(IN_PROCESS) ? "in-process" : "own process");
        return CalibrationJson.of(result, about, Machine.facts());
    }
}
