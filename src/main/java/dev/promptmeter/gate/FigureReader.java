package dev.promptmeter.gate;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the path of a figure and says what it counts. */
final class FigureReader {

    private static final String METRIC = "metric.";
    private static final String OBJECTIVE = "slo.";

    /** The name is reluctant, so that {@code tone.p99.9} is a metric tone and not a metric {@code tone.p99}. */
    private static final Pattern METRIC_PATH =
            Pattern.compile("(.+?)\\.(mean|min|max|p[0-9]+(?:\\.[0-9]+)?)", Pattern.DOTALL);

    private final GateText text;
    private final KnownNames names;

    FigureReader(GateText text, KnownNames names) {
        this.text = text;
        this.names = names;
    }

    static boolean idCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0;
    }

    FigurePath read() {
        int column = text.column();
        String path = path();
        if (path.isEmpty()) {
            throw text.expected("a figure such as passRate or latency.p95");
        }
        return path.startsWith(METRIC) ? metric(column, path) : figure(column, path);
    }

    private String path() {
        var path = new StringBuilder(text.run(FigureReader::idCharacter));
        while (text.sees(".") || path.length() > 0 && path.charAt(path.length() - 1) == '.') {
            boolean named = text.sees("\"") && path.toString().equals(METRIC);
            String next = named ? text.quoted() : text.run(FigureReader::idCharacter);
            if (next.isEmpty()) {
                throw text.expected("the rest of the figure");
            }
            path.append(next);
        }
        return path.toString();
    }

    private FigurePath metric(int column, String path) {
        Matcher matcher = METRIC_PATH.matcher(path.substring(METRIC.length()));
        if (!matcher.matches()) {
            throw text.expected(column, "metric.NAME.mean, .min or .max", path, List.of());
        }
        String name = matcher.group(1);
        if (!names.allMetrics().contains(name)) {
            String nearest = NearName.question(name, names.allMetrics());
            throw text.fault("PM-1502", column, "no check has metric '" + name + "'" + nearest);
        }
        if (names.derived().contains(name) && !matcher.group(2).equals("mean")) {
            throw text.fault("PM-1505", column, "'" + name + "' is derived and has one value: use its mean");
        }
        if (matcher.group(2).startsWith("p")) {
            throw text.fault(
                    "PM-1505", column, "percentiles of a metric are not yet supported; use its mean, min or max");
        }
        return new FigurePath(path, Unit.SCORE);
    }

    private FigurePath figure(int column, String written) {
        String path = Percentile.of(written)
                .map(percentile -> Percentile.base(written) + "." + percentile)
                .orElse(written);
        Optional<Unit> unit = FigureNames.unit(path);
        if (unit.isEmpty() && FigureNames.later(path)) {
            throw text.fault("PM-1505", column, path + " is not yet supported");
        }
        requireObjective(column, path);
        return new FigurePath(
                path,
                unit.orElseThrow(() -> text.expected(
                        column, "a figure", path, FigureNames.units().keySet())));
    }

    private void requireObjective(int column, String path) {
        String objective = path.startsWith(OBJECTIVE) ? path.substring(OBJECTIVE.length()) : "";
        boolean named = objective.equals("goodput")
                ? !names.objectives().isEmpty()
                : names.objectives().contains(objective);
        if (FigureNames.unit(path).isPresent() && !objective.isEmpty() && !named) {
            String key = objective.equals("goodput") ? "objective" : objective;
            throw text.fault("PM-1502", column, "the suite sets no " + key + " under slo");
        }
    }
}
