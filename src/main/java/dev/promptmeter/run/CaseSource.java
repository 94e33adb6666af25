package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.OfferedTools;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every planned repeat, one after the other, in dataset order; holds one row at a time. Used by one thread at a time. */
final class CaseSource implements Cases {

    private final RunPlan plan;
    private final Recorder recorder;
    private final Iterator<PlannedDataset> datasets;
    private final AnswerKey keys = new AnswerKey();
    private final Map<String, String> endpoints = new HashMap<>();
    private final RequestTools tools = new RequestTools();
    private final PastPrompts past = new PastPrompts();
    private @Nullable PlannedDataset planned;
    private @Nullable RowReader rows;
    private @Nullable RowSelection selection;
    private @Nullable CaseChecks checks;
    private @Nullable RowCases row;
    private boolean leavingOut;

    CaseSource(RunPlan plan, Recorder recorder) {
        this.plan = plan;
        this.recorder = recorder;
        this.datasets = plan.datasets().iterator();
    }

    /**
     * {@return the next repeat, or null after the last; a row is recorded before its first repeat is given out}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    @Override
    public @Nullable Case next() {
        while (true) {
            Case found = row == null ? null : row.next(keys);
            if (found != null) {
                return found;
            }
            if (!nextRow()) {
                return null;
            }
        }
    }

    private boolean nextRow() {
        while (true) {
            if (rows == null && !nextDataset()) {
                return false;
            }
            Row found = selection.exhausted() ? null : rows.next();
            if (found == null) {
                close();
                continue;
            }
            row = cases(found);
            return true;
        }
    }

    private boolean nextDataset() {
        if (!datasets.hasNext()) {
            return false;
        }
        planned = datasets.next();
        selection = RowSelection.of(planned);
        checks = new CaseChecks(planned.checks(), planned.threshold(), planned.scorers());
        past.nextDataset();
        rows = planned.dataset().open();
        return true;
    }

    /** Also of a row that is left out: it counts as an occurrence, or the answers of later rows would change their keys. */
    private RowCases cases(Row found) {
        Map<String, String> vars = planned.variables(found);
        List<RowCases.Asked> all = asked(found, vars);
        List<RowCases.Asked> chosen = selection.choose(found, all);
        if (chosen.isEmpty()) {
            return new RowCases(planned, found, CheckSet.NONE, List.of(), 0);
        }
        if (planned.selection().filter() instanceof ChosenCases) {
            recorder.row(planned.id(), found, names(found, chosen));
        } else {
            recorder.row(planned.id(), found);
        }
        CheckSet judgedBy = leavingOut ? CheckSet.NONE : checks.of(found, vars);
        List<RowCases.Asked> counted =
                chosen.stream().map(each -> each.chosen(past)).toList();
        return new RowCases(planned, found, judgedBy, counted, plan.repeat());
    }

    private List<CaseId> names(Row found, List<RowCases.Asked> chosen) {
        return chosen.stream()
                .map(each -> new CaseId(
                        planned.id(),
                        found.id(),
                        each.prompt().id(),
                        each.model().id(),
                        1))
                .toList();
    }

    private List<RowCases.Asked> asked(Row found, Map<String, String> vars) {
        List<RowCases.Asked> asked =
                new ArrayList<>(planned.prompts().size() * planned.models().size());
        for (Prompt prompt : planned.prompts()) {
            for (Model model : planned.models()) {
                OfferedTools offered = tools.of(prompt, model);
                RowCases.Request request =
                        leavingOut ? null : request(model, RequestBodies.of(model, prompt, found, vars));
                asked.add(new RowCases.Asked(prompt, model, offered, request));
            }
        }
        return asked;
    }

    private RowCases.Request request(Model model, byte[] body) {
        String sha = keys.bodySha(body);
        String endpoint = endpoints.computeIfAbsent(model.id(), id -> AnswerKey.endpoint(model.baseUri()));
        return new RowCases.Request(body, sha, endpoint, past.occurrence(endpoint, sha), Case.Novelty.NEW);
    }

    @Override
    public void leaveOut() {
        leavingOut = true;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
        row = null;
    }
}
