package dev.promptmeter.run;

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
 */
public record Case(
        CaseId id,
        Row row,
        Model model,
        byte[] body,
        String key,
        CheckSet checks,
        @Nullable Seat seat) {

    /** A case whose answer is compared with no other. */
    public Case(CaseId id, Row row, Model model, byte[] body, String key, CheckSet checks) {
        this(id, row, model, body, key, checks, null);
    }

    /** {@return whether a request is sent for it; not if its row is left out or brings its answer along} */
    boolean asks() {
        return row.skip() == null && row.options().providedOutput() == null;
    }

    /** {@return what is sent under that request id} */
    WireRequest request(String requestId) {
        return new WireRequest(requestId, body, model.delivery() == Model.Delivery.STREAM);
    }

    /** {@return the same beside others} */
    Case seated(Seat other) {
        return new Case(id, row, model, body, key, checks, other);
    }
}
