package dev.promptmeter.suite;

import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.ItemList;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowInspector;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.CaseChecks;
import dev.promptmeter.run.PlannedDataset;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.score.CheckException;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Scorers;
import dev.promptmeter.suite.SuiteOptions.Allowance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds each row of a dataset against templates and checks, and notes which metrics and checks there are. Not thread-safe. */
final class RowCheck implements RowInspector {

    /** White space, and characters that show nothing. */
    private static final Pattern NOTHING = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*", Pattern.UNICODE_CHARACTER_CLASS);

    /** A check that can be used and looks like a mistake. */
    static final String DOUBT = "PM-6208";

    private static final Set<String> LISTS =
            Set.of("contains-any", "icontains-any", "contains-all", "icontains-all", "one-of", "ione-of");

    private final PlannedDataset planned;
    private final Scorers scorers;
    private final UnmetNeeds needs;
    private final SuiteOptions options;
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> metrics = new LinkedHashSet<>();
    private @Nullable CaseChecks checks;
    private int checked;
    private int unchecked;
    private boolean judged;

    RowCheck(PlannedDataset planned, UnmetNeeds needs, SuiteOptions options) {
        this.planned = planned;
        this.scorers = planned.scorers();
        this.needs = needs;
        this.options = options;
        planned.prompts().forEach(prompt -> required.addAll(prompt.names()));
        planned.checks().forEach(check -> required.addAll(CaseChecks.names(check)));
    }

    Set<String> metrics() {
        return new LinkedHashSet<>(metrics);
    }

    /** {@return how many rows have a check} */
    int checked() {
        return checked;
    }

    /** {@return how many sound rows have none} */
    int unchecked() {
        return unchecked;
    }

    /** {@return whether the judge decides a check of some row} */
    boolean judged() {
        return judged;
    }

    List<String> columns() {
        return planned.dataset().info().columns();
    }

    @Override
    public List<Problem> inspect(Row row) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> vars = planned.variables(row);
        Source line = Source.line(planned.dataset().info().file(), row.line());
        Set<String> missing = missing(vars);
        if (missing.isEmpty()) {
            prompts(row, vars, line, problems);
            checks(row, vars, line, problems);
        } else {
            problems.add(Problem.of("PM-1301", line, "this row has no cell for: " + String.join(", ", missing)));
        }
        if (row.vars().values().stream().anyMatch(LiteralKeys::in)) {
            problems.add(
                    Problem.of("PM-6103", line, "holds something that looks like an API key (the value is not shown)"));
        }
        return problems;
    }

    private Set<String> missing(Map<String, String> vars) {
        if (vars.keySet().containsAll(required)) {
            return Set.of();
        }
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(vars.keySet());
        return missing;
    }

    private void prompts(Row row, Map<String, String> vars, Source line, List<Problem> problems) {
        int before = problems.size();
        for (Prompt prompt : planned.prompts()) {
            prompt.misfits(vars).forEach(text -> problems.add(Problem.of("PM-1216", line, text)));
        }
        boolean free = row.options().providedOutput() != null || options.allows(Allowance.EMPTY_PROMPT);
        if (!free && problems.size() == before) {
            refuseEmpty(row, vars, line, problems);
        }
    }

    private void refuseEmpty(Row row, Map<String, String> vars, Source line, List<Problem> problems) {
        for (Prompt prompt : planned.prompts()) {
            List<Message> messages = prompt.render(vars, row.options());
            if (messages.isEmpty() || messages.stream().anyMatch(RowCheck::blank)) {
                problems.add(Problem.of(
                        "PM-1213",
                        line,
                        "template '" + prompt.id()
                                + "' makes a message without text of this row (--allow-empty-prompt permits it)"));
            }
        }
    }

    private static boolean blank(Message message) {
        return message.content() != null
                && message.content().isString()
                && NOTHING.matcher(message.content().stringValue()).matches();
    }

    private void checks(Row row, Map<String, String> vars, Source line, List<Problem> problems) {
        List<Problem> own = ownChecks(row, scorers);
        if (own.isEmpty()) {
            row.checks().stream()
                    .flatMap(check -> check.whole().stream())
                    .forEach(check -> unmet(row, check).ifPresent(own::add));
        }
        problems.addAll(own);
        if (!own.isEmpty()) {
            return;
        }
        try {
            row.checks().forEach(check -> doubt(check, problems));
            note(shared().of(row, vars));
        } catch (CheckException e) {
            problems.add(Problem.of(e.code(), line, e.getMessage()));
        }
    }

    private Optional<Problem> unmet(Row row, Check check) {
        return row.options().providedOutput() == null ? needs.of(check) : needs.withoutRequests(check);
    }

    /** {@return what is wrong with the checks that stand in the row itself} */
    static List<Problem> ownChecks(Row row, Scorers scorers) {
        List<Problem> problems = new ArrayList<>();
        for (Check check : row.checks()) {
            try {
                scorers.prepare(check);
            } catch (CheckException e) {
                problems.add(Problem.of(e.code(), check.origin().source(), e.getMessage()));
            }
        }
        return problems;
    }

    /** Also of a list in which semicolons were taken for commas: it can be read, and is hardly ever meant. */
    private void doubt(Check check, List<Problem> problems) {
        scorers.doubt(check)
                .ifPresent(text -> problems.add(Problem.of(DOUBT, check.origin().source(), text)));
        check.whole().forEach(each -> needs.alone(each).ifPresent(problems::add));
        if (LISTS.contains(check.type())
                && check.value() != null
                && check.value().isString()) {
            ItemList.doubt(ItemList.parse(check.value().stringValue()))
                    .ifPresent(text ->
                            problems.add(Problem.of("PM-6207", check.origin().source(), text)));
        }
    }

    /** Made with the first row: what is wrong with all rows alike has been said before. */
    private CaseChecks shared() {
        if (checks == null) {
            checks = new CaseChecks(planned.checks(), planned.threshold(), scorers);
        }
        return checks;
    }

    private void note(CheckSet set) {
        checked += set.checked() ? 1 : 0;
        unchecked += set.checked() ? 0 : 1;
        judged |= set.asksJudge();
        for (Check check : set.judged()) {
            for (Check each : check.whole()) {
                if (each.metric() != null) {
                    metrics.add(each.metric());
                }
            }
        }
    }
}
