package dev.promptmeter.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Reads {@code NAME:NUMBERS}; what a number is (a duration, a count) is said by {@code unit}. */
record DistributionText(ToDoubleFunction<String> unit) {

    private static final List<String> NAMES =
            List.of("fixed", "uniform", "normal", "lognormal", "exp", "mix", "file", "tokens");

    Distribution parse(String text) {
        String trimmed = text.trim();
        int colon = trimmed.indexOf(':');
        if (colon < 0) {
            return new Distribution.Fixed(unit.applyAsDouble(trimmed));
        }
        String rest = trimmed.substring(colon + 1);
        return switch (trimmed.substring(0, colon)) {
            case "fixed" -> new Distribution.Fixed(unit.applyAsDouble(rest));
            case "uniform" -> new Distribution.Uniform(first(rest), unit.applyAsDouble(second(rest)));
            case "normal" -> new Distribution.Normal(first(rest), unit.applyAsDouble(second(rest)));
            case "lognormal" -> new Distribution.LogNormal(first(rest), plainNumber(second(rest)));
            case "exp" -> new Distribution.Exponential(unit.applyAsDouble(rest));
            case "mix" -> mix(rest);
            case "file" -> file(rest);
            case "tokens" -> perToken(rest);
            default ->
                throw new IllegalArgumentException("unknown delay model '" + trimmed.substring(0, colon) + "': "
                        + NearName.suggestion(trimmed.substring(0, colon), NAMES));
        };
    }

    private double first(String rest) {
        return unit.applyAsDouble(parts(rest)[0]);
    }

    private static String second(String rest) {
        return parts(rest)[1];
    }

    // A cell of a CSV script writes ';' for ',' so that it needs no quotes.
    private static String[] parts(String rest) {
        String[] parts = rest.split("[,;]", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("'" + rest + "' must be two numbers with a comma between them");
        }
        return parts;
    }

    private Distribution mix(String rest) {
        List<Double> weights = new ArrayList<>();
        List<Distribution> modes = new ArrayList<>();
        for (String mode : rest.split("\\|", -1)) {
            int star = mode.indexOf('*');
            if (star < 0) {
                throw new IllegalArgumentException("'" + mode + "' in mix needs a weight, such as 0.95*fixed:50ms");
            }
            weights.add(plainNumber(mode.substring(0, star)));
            modes.add(parse(mode.substring(star + 1)));
        }
        return new Distribution.Mix(weights, modes);
    }

    private Distribution file(String name) {
        try {
            List<Double> values = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(name), StandardCharsets.UTF_8)) {
                if (!line.isBlank()) {
                    values.add(unit.applyAsDouble(line));
                }
            }
            if (values.isEmpty()) {
                throw new IllegalArgumentException("file '" + name + "' holds no value");
            }
            return new Distribution.Listed(values);
        } catch (IOException e) {
            throw new IllegalArgumentException("file '" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private Distribution perToken(String rest) {
        int plus = rest.indexOf('+');
        if (plus < 0) {
            throw new IllegalArgumentException("'tokens:" + rest + "' must be base+each, such as tokens:20ms+0.1ms");
        }
        return new Distribution.PerToken(
                unit.applyAsDouble(rest.substring(0, plus)), unit.applyAsDouble(rest.substring(plus + 1)));
    }

    static double plainNumber(String text) {
        try {
            double number = Double.parseDouble(text.trim());
            if (number >= 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
        throw new IllegalArgumentException("'" + text + "' must be a number of 0 or more");
    }
}
