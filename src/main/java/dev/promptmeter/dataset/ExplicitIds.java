package dev.promptmeter.dataset;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ids from a column. Remembers hashes and lines, not texts: 64 bits are enough to tell ids of one file apart. */
final class ExplicitIds implements RowIds {

    private static final int LONGEST = 200;

    private final int column;
    private final Consumer<Problem> problems;
    private final HashIndex exact = new HashIndex();
    private final HashIndex folded = new HashIndex();
    private final IntList lines = new IntList();

    ExplicitIds(int column, Consumer<Problem> problems) {
        this.column = column;
        this.problems = problems;
    }

    @Override
    public @Nullable String claim(RowCells cells, Map<String, String> vars) {
        String cell = cells.filled(column);
        String name = cells.columns().get(column).name();
        if (cell == null) {
            problems.accept(cells.problem("PM-1205", column, "no id: fill '" + name + "' in every row"));
            return null;
        }
        String id = Blanks.strip(cell);
        if (id.codePointCount(0, id.length()) > LONGEST || id.chars().anyMatch(Character::isISOControl)) {
            problems.accept(cells.problem(
                    "PM-1205",
                    column,
                    "'" + Shown.text(id) + "' cannot be an id: at most 200 characters, no control characters"));
            return null;
        }
        return unique(id, cells) ? id : null;
    }

    private boolean unique(String id, RowCells cells) {
        int earlier = exact.add(ContentHash.of(id));
        if (earlier >= 0) {
            problems.accept(cells.problem(
                    "PM-1205",
                    column,
                    "id '" + Shown.text(id) + "' stands twice, first in line " + lines.get(earlier)));
            return false;
        }
        lines.add(cells.line());
        int similar = folded.add(ContentHash.of(folded(id)));
        if (similar >= 0) {
            problems.accept(cells.problem(
                    Warnings.SIMILAR_IDS,
                    column,
                    "id '" + Shown.text(id) + "' differs from an earlier one only by case or Unicode form"));
        }
        return true;
    }

    private static String folded(String id) {
        String form =
                Normalizer.isNormalized(id, Normalizer.Form.NFKC) ? id : Normalizer.normalize(id, Normalizer.Form.NFKC);
        return form.toLowerCase(Locale.ROOT);
    }

    @Override
    public Settled settled() {
        int from = column;
        return (row, cells, vars) -> Blanks.strip(String.valueOf(cells.at(from)));
    }
}
