package dev.promptmeter.dataset;

import dev.promptmeter.dataset.RecordGuard.LineEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records of a JSON Lines file: one object each, whose keys are column names. */
final class JsonlRecords implements Records {

    private final DatasetSpec spec;
    private final SourceFile source;
    private final JsonlLines lines;
    private List<JsonlMember> members = List.of();
    private @Nullable Columns indexed;
    private Map<String, Integer> positions = Map.of();

    JsonlRecords(DatasetSpec spec, SourceFile source, DecodedText text) {
        this.spec = spec;
        this.source = source;
        this.lines = new JsonlLines(spec, source, text);
    }

    /** Rows may differ in their keys, so that the columns are known only when every row has been seen. */
    @Override
    public Columns columns(Consumer<Problem> problems) throws IOException {
        Map<String, Heading> headings = new LinkedHashMap<>();
        int rows = 0;
        try (JsonlRecords all = new JsonlRecords(spec, source, source.open())) {
            for (; all.advance(); rows++) {
                for (JsonlMember member : all.members) {
                    headings.computeIfAbsent(member.name(), name -> Heading.at(all.record(), member.nameAt(), name));
                    refuseTooMany(headings.size(), all.record());
                }
            }
        }
        if (rows == 0) {
            throw new StructuralFault(Problem.of(
                    "PM-1201",
                    Source.line(spec.shown(), 1),
                    "no rows: every line holds one object, such as  {\"prompt\":\"hi\",\"__expected\":\"hello\"}"));
        }
        return new HeaderReader(spec, new ArrayList<>(headings.values()), problems).read();
    }

    private void refuseTooMany(int columns, RecordText record) {
        if (columns > spec.limits().columns()) {
            throw new StructuralFault(Problem.of(
                    "PM-1208",
                    Source.line(spec.shown(), record.line()),
                    String.format(
                            Locale.ROOT,
                            "more than %,d different keys (limits.columns)",
                            spec.limits().columns())));
        }
    }

    @Override
    public boolean stillHas(Columns known, Consumer<Problem> problems) {
        return true;
    }

    @Override
    public boolean advance() throws IOException {
        while (lines.advance()) {
            if (!record().blank(' ')) {
                parse();
                return true;
            }
        }
        return false;
    }

    private void parse() {
        members = List.of();
        if (record().fault() == null) {
            try {
                members = JsonlParser.members(record(), spec);
            } catch (JsonlFault e) {
                record().fault(e.problem());
            }
        }
    }

    @Override
    public RecordText record() {
        return lines.record();
    }

    @Override
    public boolean empty() {
        return false;
    }

    @Override
    public @Nullable Problem misfit(Columns columns) {
        return null;
    }

    @Override
    public RowCells cells(Columns columns) {
        @Nullable JsonlMember[] placed = new JsonlMember[columns.size()];
        for (JsonlMember member : members) {
            placed[positions(columns).get(member.name())] = member;
        }
        return RowCells.of(columns, record(), placed);
    }

    private Map<String, Integer> positions(Columns columns) {
        if (indexed != columns) {
            indexed = columns;
            positions = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                positions.put(columns.get(i).name(), i);
            }
        }
        return positions;
    }

    @Override
    public Set<LineEnd> lineEnds() {
        return lines.lineEnds();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
