package dev.promptmeter.archive;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.BaselineHead;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.CaseId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a baseline, strictly: a line that is not as it was written is a fault with its place, and nothing is guessed. */
final class BaselineReader {

    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_HEAD = 1 << 20;
    private static final Pattern FIRST_LINE =
            Pattern.compile(Pattern.quote(BaselineForm.MARK) + "(\\d{1,6}) (\\{.*\\})");
    private static final Pattern CONFLICT = Pattern.compile("(<<<<<<<|=======|>>>>>>>).*", Pattern.DOTALL);

    private final String shown;
    private final List<Problem> problems = new ArrayList<>();
    private final List<BaselineRepeat> repeats = new ArrayList<>();
    private final Map<CaseId, Integer> seen = new HashMap<>();
    private final Map<CaseId, String> contents = new HashMap<>();
    private OptionalInt answers = OptionalInt.empty();

    /** Takes the name of the file as the user gave it. */
    BaselineReader(String shown) {
        this.shown = shown;
    }

    /**
     * {@return the baseline}
     *
     * @throws BaselineException if it is none, or damaged
     */
    Baseline read(BufferedReader text) throws IOException {
        BaselineHead head = head(text);
        CSVFormat format =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
        try (CSVParser parser =
                CSVParser.builder().setReader(text).setFormat(format).get()) {
            readLines(parser);
        } catch (UncheckedIOException | CSVException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notText();
            }
            fault(2, "the file ends inside a cell, or a quote is misplaced: " + e.getMessage());
        }
        if (problems.isEmpty() && repeats.isEmpty()) {
            fault(2, "no case stands in it");
        }
        if (problems.isEmpty() && answers.orElse(repeats.size()) != repeats.size()) {
            fault(
                    1,
                    "it announces " + answers.getAsInt() + " answers, and " + repeats.size()
                            + " stand in it: lines were lost or added; save the baseline again");
        }
        if (!problems.isEmpty()) {
            throw new BaselineException(problems);
        }
        return Baseline.of(head, repeats);
    }

    private BaselineHead head(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEAD);
        String line = text.readLine();
        Matcher first = FIRST_LINE.matcher(line == null || line.length() >= LONGEST_HEAD ? "" : line);
        if (!first.matches()) {
            throw only("not a baseline: the first line must begin with '" + BaselineForm.MARK
                    + "'. Aggregates and results.csv cannot be compared case by case; name the run folder, or make a"
                    + " baseline of it: promptmeter baseline save RUN");
        }
        if (Integer.parseInt(first.group(1)) > BaselineForm.VERSION) {
            throw only("written by a newer version (form " + first.group(1) + ", this one knows " + BaselineForm.VERSION
                    + "); use the version that wrote it");
        }
        try {
            BaselineHead head = BaselineHeadJson.read(first.group(2));
            answers = BaselineHeadJson.answers(first.group(2));
            return head;
        } catch (IllegalArgumentException e) {
            throw only("the first line cannot be used: " + e.getMessage() + "; save the baseline again");
        }
    }

    /** {@return that its bytes are not UTF-8} */
    BaselineException notText() {
        return only("not a baseline: it is not UTF-8");
    }

    private BaselineException only(String text) {
        return new BaselineException(List.of(Problem.of("PM-1540", Source.line(shown, 1), text)));
    }

    private void readLines(CSVParser parser) {
        Iterator<CSVRecord> records = parser.iterator();
        List<String> columns = columns(records);
        // The line of the head was read before; a record begins behind the last line of the one before it.
        long line = parser.getCurrentLineNumber() + 2;
        while (records.hasNext() && problems.size() < MOST_FAULTS) {
            read(records.next(), columns, Math.toIntExact(line));
            line = parser.getCurrentLineNumber() + 2;
        }
    }

    private List<String> columns(Iterator<CSVRecord> records) {
        List<String> columns = records.hasNext() ? Arrays.asList(records.next().values()) : List.of();
        columns = columns.stream()
                .map(name -> name.startsWith("'") ? name.substring(1) : name)
                .toList();
        List<String> missing = new ArrayList<>(BaselineForm.COLUMNS);
        missing.removeAll(columns);
        if (!missing.isEmpty() || new HashSet<>(columns).size() < columns.size()) {
            fault(
                    2,
                    missing.isEmpty()
                            ? "the header names a column twice"
                            : "the header lacks " + String.join(", ", missing) + "; save the baseline again");
            throw new BaselineException(problems);
        }
        return columns;
    }

    private void read(CSVRecord record, List<String> columns, int line) {
        try {
            add(new BaselineLine(record, columns).repeat(), line);
        } catch (IllegalArgumentException | ArithmeticException e) {
            boolean conflict = CONFLICT.matcher(record.get(0)).matches();
            fault(
                    line,
                    conflict
                            ? "a merge conflict is not resolved; take one side, or save the baseline again"
                            : e.getMessage());
        }
    }

    private void add(BaselineRepeat repeat, int line) {
        Integer before = seen.putIfAbsent(repeat.id(), line);
        if (before != null) {
            throw new IllegalArgumentException(
                    repeat.id().text() + " stands here a second time, first in line " + before);
        }
        CaseId id = repeat.id();
        CaseId first = new CaseId(id.dataset(), id.row(), id.prompt(), id.model(), 1);
        if (!contents.computeIfAbsent(first, none -> repeat.contentSha()).equals(repeat.contentSha())) {
            throw new IllegalArgumentException("content_sha differs from that of another repeat of " + first.text());
        }
        repeats.add(repeat);
    }

    private void fault(int line, String text) {
        problems.add(Problem.of("PM-1540", Source.line(shown, line), text));
    }
}
