package dev.promptmeter.archive;

import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.BaselineRepeat.Source;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.score.CaseVerdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** One line of a baseline file as what it says. Every fault is an {@link IllegalArgumentException} that names column and value. */
final class BaselineLine {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");
    private static final int MICROS_DECIMALS = 3;

    private final CSVRecord record;
    private final List<String> columns;

    BaselineLine(CSVRecord record, List<String> columns) {
        this.record = record;
        this.columns = columns;
    }

    BaselineRepeat repeat() {
        if (record.size() != columns.size()) {
            throw new IllegalArgumentException(record.size() + " cells, but the header has " + columns.size());
        }
        return new BaselineRepeat(
                new CaseId(
                        required("dataset"),
                        required("row_id"),
                        required("prompt_id"),
                        required("model"),
                        repeatNumber()),
                required("content_sha"),
                verdict(),
                share("score"),
                text("error_kind"),
                text("finish_reason"),
                source(),
                measured(),
                text("output_sha"),
                text("cluster"),
                metrics());
    }

    /** The apostrophe that keeps a spreadsheet from running a text is none of it. */
    private @Nullable String text(String column) {
        String cell = record.get(columns.indexOf(column));
        return cell.isEmpty() ? null : cell.startsWith("'") ? cell.substring(1) : cell;
    }

    private String required(String column) {
        String text = text(column);
        if (text == null) {
            throw new IllegalArgumentException("'" + column + "' is empty");
        }
        return text;
    }

    private int repeatNumber() {
        long number = whole(required("repeat"), "repeat");
        if (number < 1) {
            throw new IllegalArgumentException("'repeat' counts from 1, not " + number);
        }
        return (int) number;
    }

    private CaseVerdict verdict() {
        String word = required("verdict");
        for (CaseVerdict verdict : CaseVerdict.values()) {
            if (verdict.word().equals(word) && verdict != CaseVerdict.SKIP) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("verdict '" + word + "' is none of pass, fail, error");
    }

    private Source source() {
        String cached = required("cache_hit");
        if (!cached.equals("true") && !cached.equals("false")) {
            throw new IllegalArgumentException("'cache_hit' is neither true nor false: '" + cached + "'");
        }
        return cached.equals("true") ? Source.CACHED : Source.ASKED;
    }

    private Measured measured() {
        return new Measured(
                micros("latency_ms"),
                micros("ttft_ms"),
                wholeOrNull("prompt_tokens"),
                wholeOrNull("completion_tokens"),
                pico());
    }

    private @Nullable Long micros(String column) {
        BigDecimal millis = number(column);
        return millis == null
                ? null
                : (Long) millis.movePointRight(MICROS_DECIMALS)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
    }

    private @Nullable Long pico() {
        BigDecimal usd = number("cost_usd");
        return usd == null ? null : (Long) Cost.picoAtLeast(usd);
    }

    private @Nullable Long wholeOrNull(String column) {
        String cell = text(column);
        return cell == null ? null : (Long) whole(cell, column);
    }

    private static long whole(String cell, String column) {
        if (!cell.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + column + "' is no whole number: '" + cell + "'");
        }
        return Long.parseLong(cell);
    }

    private @Nullable BigDecimal number(String column) {
        String cell = text(column);
        if (cell != null && !NUMBER.matcher(cell).matches()) {
            throw new IllegalArgumentException("'" + column + "' is no number: '" + cell + "'");
        }
        return cell == null ? null : new BigDecimal(cell);
    }

    private @Nullable BigDecimal share(String column) {
        BigDecimal share = number(column);
        if (share != null && share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("'" + column + "' lies between 0 and 1, not " + share);
        }
        return share;
    }

    private SortedMap<String, BigDecimal> metrics() {
        SortedMap<String, BigDecimal> metrics = new TreeMap<>();
        for (String column : columns) {
            if (column.startsWith(BaselineForm.METRIC)) {
                BigDecimal value = share(column);
                if (value != null) {
                    metrics.put(column.substring(BaselineForm.METRIC.length()), value);
                }
            }
        }
        return metrics;
    }
}
