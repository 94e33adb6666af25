package dev.promptmeter.archive;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.AskedText;
import dev.promptmeter.run.CaseChecks;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Conclusions;
import dev.promptmeter.run.Judging;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.PlannedDataset;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.run.Recall;
import dev.promptmeter.run.RequestTools;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Tries;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Contest;
import dev.promptmeter.score.Rulings;
import dev.promptmeter.score.Subject;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The results of a run, read from its journal in dataset order; one row in memory at a time. */
final class StoredResults implements Results {

    private static final int ROWS_AT_ONCE = 512;
    private static final int ROWS_OF_A_BLOCK = 1 << 14;

    private final Segments file;
    private final RunPlan plan;
    private final JournalIndex index;
    private final Origins origins;
    private final JournalCourse course;
    private final Map<String, PlannedDataset> datasets = new HashMap<>();
    private final Map<String, CaseChecks> checks = new HashMap<>();
    private final RequestTools tools = new RequestTools();

    /**
     * What of a journal its results are read with.
     *
     * @param origins of its instants, seen from the first start
     * @param course of the run
     */
    record Parts(JournalIndex index, Origins origins, JournalCourse course) {}

    StoredResults(Segments file, RunPlan plan, Parts parts) {
        this.file = file;
        this.plan = plan;
        this.index = parts.index();
        this.origins = parts.origins();
        this.course = parts.course();
        for (PlannedDataset planned : plan.datasets()) {
            datasets.put(planned.id(), planned);
            checks.put(planned.id(), new CaseChecks(planned.checks(), planned.threshold(), planned.scorers()));
        }
    }

    @Override
    public void forEach(Consumer<CaseResult> reader) {
        forEach(index.rowsInOrder(), reader);
    }

    @Override
    public int blocks() {
        return (index.rows() + ROWS_OF_A_BLOCK - 1) / ROWS_OF_A_BLOCK;
    }

    @Override
    public void forEachOf(int block, Consumer<CaseResult> reader) {
        int[] rows = index.rowsInOrder();
        int from = Math.min(rows.length, block * ROWS_OF_A_BLOCK);
        read(rows, from, Math.min(rows.length, from + ROWS_OF_A_BLOCK), reader);
    }

    /** Gives those of these rows of the index, in that order. */
    void forEach(int[] rows, Consumer<CaseResult> reader) {
        read(rows, 0, rows.length, reader);
    }

    /** {@return every result, read by as many threads as there are processors} */
    List<CaseResult> all() {
        int[] rows = index.rowsInOrder();
        return IntStream.range(0, (rows.length + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE)
                .parallel()
                .mapToObj(part -> {
                    List<CaseResult> results = new ArrayList<>();
                    int from = part * ROWS_AT_ONCE;
                    read(rows, from, Math.min(rows.length, from + ROWS_AT_ONCE), results::add);
                    return results;
                })
                .flatMap(List::stream)
                .toList();
    }

    private void read(int[] rows, int from, int to, Consumer<CaseResult> reader) {
        try (Rows open = rows()) {
            for (int i = from; i < to; i++) {
                open.row(rows[i]).ifPresent(one -> one.forEach(reader));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands out what the last attempt of every case was sent, in dataset order. */
    void visit(AnswerVisitor visitor) throws IOException {
        try (Rows open = rows()) {
            for (int row : index.rowsInOrder()) {
                open.row(row).ifPresent(one -> one.visit(visitor));
            }
        }
    }

    /** {@return the rows one by one, for one thread} */
    Rows rows() throws IOException {
        return new Rows();
    }

    /** Reads single rows. Not thread-safe. */
    final class Rows implements Closeable {

        private final JournalFile journal = new JournalFile(file);
        private final StoredCases cases = new StoredCases(plan, journal, origins);

        private Rows() throws IOException {}

        /** {@return the row with that number in the index; empty if its dataset is no longer part of the run} */
        Optional<OneRow> row(int number) {
            var record = journal.record(index.rowPosition(number));
            PlannedDataset planned = datasets.get(record.path("dataset").asString());
            return Optional.ofNullable(planned).map(known -> new OneRow(journal, cases, known, number, record));
        }

        @Override
        public void close() throws IOException {
            journal.close();
        }
    }

    /** Takes one repeat that a run makes. */
    @FunctionalInterface
    private interface Planned {

        void of(CaseId id, Prompt prompt, Model model);
    }

    /** The results of one row. */
    final class OneRow {

        private final JournalFile journal;
        private final StoredCases cases;
        private final PlannedDataset planned;
        private final int number;
        private final JsonNode record;
        private final Row row;
        private final CheckSet checkSet;

        private OneRow(JournalFile journal, StoredCases cases, PlannedDataset planned, int number, JsonNode record) {
            this.journal = journal;
            this.cases = cases;
            this.planned = planned;
            this.number = number;
            this.record = record;
            this.row = RowRecord.decode(record);
            this.checkSet = checks.get(planned.id()).of(row, planned.variables(row));
        }

        void forEach(Consumer<CaseResult> reader) {
            forEachId((id, prompt, model) ->
                    reader.accept(result(id, model, checkSet.offering(tools.of(prompt, model)))));
        }

        private void visit(AnswerVisitor visitor) {
            forEachId((id, prompt, model) ->
                    cases.visit(id, model, index.repeat(number, id.prompt(), id.model(), id.repeat()), visitor));
        }

        /** {@return whether every repeat that it shall have is scored in the first so many bytes of the journal} */
        boolean whole(long bytes) {
            boolean[] whole = {true};
            if (row.skip() == null) {
                forEachId((id, prompt, model) -> {
                    long score = index.score(number, id);
                    whole[0] &= score >= 0 && score < bytes;
                });
            }
            return whole[0];
        }

        private void forEachId(Planned reader) {
            for (Prompt prompt : planned.prompts()) {
                for (Model model : planned.models()) {
                    CaseId first = new CaseId(planned.id(), row.id(), prompt.id(), model.id(), 1);
                    if (planned.selection().filter().chooses(row, first) && RowRecord.asks(record, first)) {
                        for (int repeat = 1; repeat <= plan.repeat(); repeat++) {
                            reader.of(
                                    new CaseId(planned.id(), row.id(), prompt.id(), model.id(), repeat), prompt, model);
                        }
                    }
                }
            }
        }

        private CaseResult result(CaseId id, Model model, CheckSet checks) {
            CaseResult result = judged(id, model, checks);
            List<RecordedAttempt> positions =
                    plan.advisers().any() ? index.judgements(number, id.prompt(), id.model(), id.repeat()) : List.of();
            return positions.isEmpty()
                    ? result
                    : result.with(new Judging(
                            cases.judging(positions),
                            result.judging().flags(),
                            result.judging().orderEffect()));
        }

        private CaseResult judged(CaseId id, Model model, CheckSet checks) {
            RecordedRepeat positions = index.repeat(number, id.prompt(), id.model(), id.repeat());
            Tries tried = cases.read(model, positions);
            // A row that was recorded again after its score has other checks now; so may all rows of an edited suite.
            if (positions.score() > Math.max(index.rowPosition(number), course.checksSince())) {
                return scored(id, tried, positions.score());
            }
            // Killed between the answer and its score, perhaps: judged now, the answer was paid for.
            if (row.skip() == null && tried.last() instanceof Answered) {
                return judgedNow(Conclusions.unjudged(id, row, tried), positions, checks);
            }
            if (positions.score() >= 0) {
                return judgedAgain(id, tried, positions, checks);
            }
            CaseResult skipped = Conclusions.skipped(
                    id,
                    row,
                    row.skip() != null ? row.skip() : course.notReached(index.rowPosition(number), plan.load()));
            return Conclusions.withTries(skipped, tried);
        }

        /** By the replies of the judge that are on record; nobody is asked. */
        private CaseResult judgedNow(CaseResult unjudged, RecordedRepeat positions, CheckSet checks) {
            Rulings rulings = new Recall(plan.advisers(), new JournalHistory(journal, index, origins), unjudged.id());
            Subject subject =
                    new Subject(Conclusions.answer(unjudged), () -> asked(positions), () -> contest(unjudged.id()));
            return Conclusions.ofAnswer(unjudged, checks, subject, rulings);
        }

        /** {@return that answer beside those of the other prompts and models, as far as they are on record} */
        private Contest contest(CaseId id) {
            StoredContest contest = new StoredContest(cases, row, id);
            forEachId((other, prompt, model) ->
                    contest.add(other, model, index.repeat(number, other.prompt(), other.model(), other.repeat())));
            return contest.contest();
        }

        private String asked(RecordedRepeat positions) {
            return positions.attempts().isEmpty() || positions.attempts().get(0).intent() < 0
                    ? ""
                    : AskedText.of(journal.record(positions.attempts().get(0).intent())
                            .path("body")
                            .asString(""));
        }

        private CaseResult judgedAgain(CaseId id, Tries tried, RecordedRepeat positions, CheckSet checks) {
            if (row.options().providedOutput() != null) {
                return judgedNow(Conclusions.unjudgedProvided(id, row), positions, checks);
            }
            return tried.last() == null
                    ? Conclusions.skipped(id, row, course.notReached(index.rowPosition(number), plan.load()))
                    : Conclusions.ofTries(id, row, checks, tried);
        }

        private CaseResult scored(CaseId id, Tries tried, long position) {
            List<Check> judged = checkSet.judged();
            ScoreRecord.Verdict verdict = journal.read(position, json -> ScoreReading.of(json, judged));
            boolean provided = row.options().providedOutput() != null;
            return new CaseResult(
                    id,
                    row,
                    verdict.grade(),
                    tried.last(),
                    tried.attempts(),
                    provided ? Answer.Origin.PROVIDED : tried.origin(),
                    tried.cost(),
                    verdict.judging(),
                    tried.saved(),
                    verdict.shedAt(origins.shift(position)));
        }
    }
}
