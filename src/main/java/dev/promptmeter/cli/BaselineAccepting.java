package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.archive.RecordedBaseline;
import dev.promptmeter.compare.AcceptedCases;
import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.Obstacle;
import dev.promptmeter.report.Visible;
import dev.promptmeter.run.CaseId;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Takes cases of a run over into a baseline, and says which. */
final class BaselineAccepting {

    private static final Map<String, CaseChange> WORDS =
            Map.of("fixed", CaseChange.FIXED, "added", CaseChange.NEW, "removed", CaseChange.REMOVED);

    private final Session session;
    private final Given given;

    BaselineAccepting(Session session, Given given) {
        this.session = session;
        this.given = given;
    }

    /** Takes over what the flags choose. */
    void accept(ComparedSide.Run side) {
        List<Flag> chosen = given.among(List.of(BaselineCommand.WHOLE, BaselineCommand.ONLY, BaselineCommand.CASE));
        if (chosen.size() != 1) {
            throw new CliException(
                    "PM-1543", "say what to accept with one of --all, --only fixed|added|removed, --case DATASET/ROW");
        }
        BaselineFile file = BaselineCommand.file(given, side);
        BaselinePath.require(file);
        Baseline before = file.read();
        if (given.has(BaselineCommand.WHOLE)) {
            AcceptedCases all = AcceptedCases.of(before, side.baseline(), (id, change) -> change != CaseChange.TEXT);
            new BaselineSaving(session, given).save(List.of(side));
            list(all.taken());
            return;
        }
        requireAlike(before, side);
        AcceptedCases accepted = AcceptedCases.of(before, side.baseline(), chosen());
        if (accepted.taken().isEmpty()) {
            session.console().result("nothing to accept: " + file.path() + " stays as it is\n");
            return;
        }
        new BaselineSaving(session, given).write(accepted.baseline(), file);
        list(accepted.taken());
    }

    /** Cases of runs that were judged or timed in different ways must not stand in one file. */
    private static void requireAlike(Baseline before, ComparedSide.Run side) {
        List<String> why = Comparison.of(before, side.baseline()).obstacles().stream()
                .filter(obstacle -> obstacle.scope() != Obstacle.Scope.EVERYTHING)
                .map(Obstacle::text)
                .toList();
        List<String> reasons = why.isEmpty() ? RecordedBaseline.caveats(side.run()) : why;
        if (!reasons.isEmpty()) {
            throw new CliException(
                    "PM-1543",
                    "single cases of run " + side.run().manifest().runId() + " cannot be accepted: "
                            + String.join("; ", reasons) + ". Save a whole run instead: promptmeter baseline save");
        }
    }

    private BiPredicate<CaseId, CaseChange> chosen() {
        String only = given.find(BaselineCommand.ONLY);
        List<String> rows = given.all(BaselineCommand.CASE);
        return only != null
                ? (id, change) -> change == WORDS.get(only)
                : (id, change) -> rows.contains(id.dataset() + "/" + id.row());
    }

    private void list(Map<CaseId, CaseChange> taken) {
        var text = new StringBuilder();
        taken.forEach((id, change) -> text.append("  ")
                .append(change.word())
                .append("  ")
                .append(Visible.line(id.text()))
                .append('\n'));
        session.console().result(CiLog.guarded(session.environment(), text.toString()));
    }
}
