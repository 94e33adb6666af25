package dev.promptmeter.run;

import dev.promptmeter.dataset.LongIntMap;
import dev.promptmeter.dataset.Row;

/** Chooses cases by their names, as another run had them; some 20 bytes each, no text. Add all of them before the first is looked for. */
public final class ChosenCases implements Filter {

    private final String run;
    private final LongIntMap names;
    private final Filter within;

    /** Chooses none yet, of those of that run. */
    public ChosenCases(String run) {
        this(run, new LongIntMap(), Filter.ALL);
    }

    private ChosenCases(String run, LongIntMap names, Filter within) {
        this.run = run;
        this.names = names;
        this.within = within;
    }

    /** Chooses that case too. */
    public void add(CaseId id) {
        names.put(hash(id), 1);
    }

    /** {@return the same of what that filter chooses} */
    public ChosenCases within(Filter filter) {
        return new ChosenCases(run, names, filter);
    }

    /** {@return id of the run that had them} */
    public String run() {
        return run;
    }

    @Override
    public boolean chooses(Row row, CaseId id) {
        return names.get(hash(id)) > 0 && within.chooses(row, id);
    }

    private static long hash(CaseId id) {
        return RowSelection.sampleHash(0, id.dataset() + "\n" + id.prompt() + "\n" + id.model(), id.row());
    }
}
