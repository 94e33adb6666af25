package dev.promptmeter.run;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.CheckException;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Filling;
import dev.promptmeter.score.PreparedCheck;
import dev.promptmeter.score.Scorers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Puts together what the answers of one row are judged by: the checks of suite and dataset, in whose texts {@code {{name}}} stands for
 * the row's variable, then the row's own, which are never templates. Safe for many threads.
 */
public final class CaseChecks {

    private static final String FINISH_REASON = "finish-reason";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\s*\\{\\{[^{}]*\\}\\}\\s*");

    private final Scorers scorers;
    private final List<Shared> shared;
    private final @Nullable Double threshold;
    private final @Nullable CheckSet constant;
    private volatile CheckSet latest = CheckSet.NONE;

    /** A check of suite or dataset; ready at once if no variable stands in it. */
    private record Shared(Check check, @Nullable PreparedCheck ready) {}

    /**
     * Takes what all rows of a dataset have in common.
     *
     * @param checks of suite and dataset, in that order
     * @param threshold row threshold where a row has none; null for none
     * @param scorers that judge
     * @throws CheckException if one of them cannot be used as it is written
     */
    public CaseChecks(List<Check> checks, @Nullable Double threshold, Scorers scorers) {
        this.scorers = scorers;
        this.threshold = threshold;
        this.shared = checks.stream().map(this::shared).toList();
        boolean allReady = shared.stream().allMatch(each -> each.ready() != null);
        this.constant = allReady ? set(shared.stream().map(Shared::ready).toList(), threshold) : null;
    }

    private Shared shared(Check check) {
        return new Shared(check, templated(check) ? null : scorers.prepare(check));
    }

    /**
     * {@return the checks of that row in the order suite, dataset, row}
     *
     * @throws CheckException if one of them cannot be used as it is written
     */
    public CheckSet of(Row row, Map<String, String> vars) {
        if (constant != null && row.checks().isEmpty() && row.options().threshold() == null) {
            return constant;
        }
        List<PreparedCheck> all = new ArrayList<>(shared.size() + row.checks().size());
        for (Shared each : shared) {
            if (!replaced(each.check(), row)) {
                all.add(each.ready() != null ? each.ready() : prepared(each.check(), vars));
            }
        }
        row.checks().forEach(check -> all.add(scorers.prepare(check)));
        Double own = row.options().threshold();
        CheckSet made = set(all, own != null ? own : threshold).besides(latest);
        latest = made;
        return made;
    }

    /** A fault that a row brings about stands in that row; which of the suite's checks it meets has to be said. */
    private PreparedCheck prepared(Check check, Map<String, String> vars) {
        try {
            return scorers.prepare(filled(check, vars));
        } catch (CheckException e) {
            Check.Origin origin = check.origin();
            String where = origin.source().file().isEmpty() ? "" : " of " + origin.source();
            throw new CheckException(
                    e.code(), "check '" + origin.text() + "'" + where + ", filled in for this row: " + e.getMessage());
        }
    }

    private static CheckSet set(List<PreparedCheck> checks, @Nullable Double threshold) {
        return checks.isEmpty() ? CheckSet.NONE : CheckSet.of(checks, threshold);
    }

    private static boolean replaced(Check check, Row row) {
        return check.type().equals(FINISH_REASON) && !check.negated() && row.replacesFinishReason();
    }

    /** {@return the names that the texts of that check use, those of a group's checks among them} */
    public static List<String> names(Check check) {
        return check.whole().stream().flatMap(each -> ownNames(each).stream()).toList();
    }

    /** {@return the names that its own texts use, whatever checks it is made of} */
    public static List<String> ownNames(Check check) {
        List<String> names = new ArrayList<>();
        open(check, text -> {
            names.addAll(PromptTemplate.parse(text).names());
            return text;
        });
        return names;
    }

    private static boolean templated(Check check) {
        boolean[] found = {false};
        for (Check each : check.whole()) {
            open(each, text -> {
                found[0] = true;
                return text;
            });
        }
        return found[0];
    }

    private static Check filled(Check check, Map<String, String> vars) {
        Filling filling = Scorers.filling(check.type());
        JsonNode value = open(check, text -> PromptTemplate.parse(text).render(vars, filling::of));
        List<Check> parts =
                check.parts().stream().map(part -> filled(part, vars)).toList();
        return check.withValue(value).withParts(parts);
    }

    /** {@return the value with a change to every text of it that variables may fill} */
    private static @Nullable JsonNode open(Check check, UnaryOperator<String> change) {
        Filling filling = Scorers.filling(check.type());
        JsonNode value = check.value();
        boolean closed = filling == Filling.WHOLE && value != null && !value.isString();
        return closed ? value : texts(value, text -> open(text, filling) ? change.apply(text) : text);
    }

    private static boolean open(String text, Filling filling) {
        return switch (filling) {
            case TEXT, PATTERN -> text.contains("{{");
            case WHOLE -> PLACEHOLDER.matcher(text).matches();
            case NONE -> false;
        };
    }

    private static @Nullable JsonNode texts(@Nullable JsonNode value, UnaryOperator<String> change) {
        if (value == null) {
            return null;
        }
        if (value.isString()) {
            return StringNode.valueOf(change.apply(value.stringValue()));
        }
        if (!value.isArray()) {
            return value;
        }
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        value.forEach(item -> changed.add(texts(item, change)));
        return changed;
    }
}
