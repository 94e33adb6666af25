package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.OfferedTools;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of one row, repeat by repeat, the models of a prompt next to each other. */
final class RowCases {

    private static final byte[] NOTHING = {};

    private final PlannedDataset planned;
    private final Row row;
    private final CheckSet checks;
    private final List<Asked> asked;
    private final int repeats;
    private Siblings siblings = new Siblings(0, 0);
    private int next;

    /**
     * What is asked of one model with one prompt.
     *
     * @param tools that the request offers
     * @param request null for what is only left out
     */
    record Asked(
            Prompt prompt,
            Model model,
            OfferedTools tools,
            @Nullable Request request) {

        Asked chosen(PastPrompts past) {
            return request == null ? this : new Asked(prompt, model, tools, request.chosen(past));
        }
    }

    /**
     * What is sent.
     *
     * @param endpoint the model's endpoint as keys spell it
     * @param occurrence how often this dataset has asked the same before, this time included
     * @param novelty whether the run has
     */
    record Request(byte[] body, String bodySha, String endpoint, int occurrence, Case.Novelty novelty) {

        private Request chosen(PastPrompts past) {
            return new Request(body, bodySha, endpoint, occurrence, past.choose(endpoint, bodySha));
        }

        private String key(AnswerKey keys, String dataset, int repeat) {
            return keys.of(endpoint, dataset, bodySha, occurrence, repeat);
        }
    }

    RowCases(PlannedDataset planned, Row row, CheckSet checks, List<Asked> asked, int repeats) {
        this.planned = planned;
        this.row = row;
        this.checks = checks;
        this.asked = List.copyOf(asked);
        this.repeats = repeats;
    }

    /** {@return the next repeat of this row, or null after the last} */
    @Nullable
    Case next(AnswerKey keys) {
        if (asked.isEmpty() || next == asked.size() * repeats) {
            return null;
        }
        Asked each = asked.get(next % asked.size());
        int repeat = 1 + next / asked.size();
        next++;
        CaseId id = new CaseId(
                planned.id(), row.id(), each.prompt().id(), each.model().id(), repeat);
        Request request = each.request();
        byte[] body = request == null ? NOTHING : request.body();
        Case.Novelty novelty = request == null ? Case.Novelty.NEW : request.novelty();
        String key = request == null ? "" : request.key(keys, planned.id(), repeat);
        Seat seat = checks.comparesAnswers() && row.skip() == null ? seat((next - 1) % asked.size()) : null;
        return new Case(id, row, each.model(), body, key, checks.offering(each.tools()), seat, novelty);
    }

    private Seat seat(int place) {
        siblings = place == 0 ? new Siblings(asked.size(), 0) : siblings;
        return new Seat(siblings, place);
    }
}
