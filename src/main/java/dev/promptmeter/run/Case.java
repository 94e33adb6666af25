package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.CheckSet;
import org.jspecify.annotations.Nullable;

/**
 * One repeat of one case, ready to be asked.
 *
 * @param id which case and repeat
 * @param row the row it is made of
 * @param model whom to ask
 * @param body the bytes to send; not to be changed
 * @param key answer key
 * @param checks what its answer is judged by
 * @param seat its place among those that its answer is compared with; null if it is compared with none
 * @param novelty whether its endpoint is asked this for the first time
 */
public record Case(
        CaseId id,
        Row row,
        Model model,
        byte[] body,
        String key,
        CheckSet checks,
        @Nullable Seat seat,
        Novelty novelty) {

    /** Whether an earlier case of the run asks the same endpoint with the same bytes; repeats of one case are as new as it is. */
    enum Novelty {
        /** None does. */
        NEW,
        /** One does: an endpoint that keeps prompts answers this one faster. */
        DUPLICATE
    }

    /** A case whose answer is compared with no other. */
    public Case(CaseId id, Row row, Model model, byte[] body, String key, CheckSet checks) {
        this(id, row, model, body, key, checks, null, Novelty.NEW);
    }

    /** {@return whether a request is sent for it; not if its row is left out or brings its answer along} */
    boolean asks() {
        return row.skip() == null && row.options().providedOutput() == null;
    }

    /** {@return what is sent under that request id} */
    WireRequest request(String requestId) {
        return new WireRequest(requestId, body, model.delivery() == Model.Delivery.STREAM);
    }

    /** {@return what came, with a flag if the same was asked before} */
    RecordedAnswer marked(RecordedAnswer recorded) {
        return novelty == Novelty.NEW ? recorded : recorded.flagged(RecordedAnswer.DUPLICATE_PROMPT);
    }

    /** {@return the same beside others} */
    Case seated(Seat other) {
        return new Case(id, row, model, body, key, checks, other, novelty);
    }
}
