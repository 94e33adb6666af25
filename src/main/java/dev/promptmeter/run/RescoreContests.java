package dev.promptmeter.run;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Brings together stored answers that are compared with each other, one row at a time. Not thread-safe. */
final class RescoreContests {

    private final @Nullable Interviews interviews;
    private final Recorder recorder;
    private final Queue<Rescore.Open> left;

    /**
     * Takes what decides about answers and what keeps their results.
     *
     * @param interviews null if nobody could be asked
     * @param left takes those for which a reply of a judge is missing
     */
    RescoreContests(@Nullable Interviews interviews, Recorder recorder, Queue<Rescore.Open> left) {
        this.interviews = interviews;
        this.recorder = recorder;
        this.left = left;
    }

    /** An answer is on record. */
    void come(CaseResult unjudged, Case asked, Seat seat, Rescore.Copied copied) {
        Pending pending = new Pending(asked, copied.past());
        pending.answered(unjudged);
        if (seat.siblings().come(pending, seat, aside -> {})) {
            compare(seat.siblings(), copied.sink());
        }
    }

    /** That it remained without an answer is on record. */
    void without(Case asked, ResultSink sink) {
        if (asked.seat() != null && asked.seat().siblings().without()) {
            compare(asked.seat().siblings(), sink);
        }
    }

    /** Nothing final is on record, and nobody will ask. */
    void missing(Case asked, ResultSink sink) {
        if (asked.seat() != null && asked.seat().siblings().missing()) {
            compare(asked.seat().siblings(), sink);
        }
    }

    private void compare(Siblings siblings, ResultSink sink) {
        List<Pending> all = siblings.answered();
        if (interviews == null || all.isEmpty()) {
            return;
        }
        interviews.compare(siblings);
        if (all.stream().allMatch(each -> interview(each).open() == null)) {
            all.forEach(each -> recorder.result(interview(each).result(), each.asked(), sink));
            return;
        }
        Siblings again = new Siblings(all.size(), siblings.absent());
        for (int place = 0; place < all.size(); place++) {
            Pending each = all.get(place);
            Case seated = each.asked().seated(new Seat(again, place));
            left.add(new Rescore.Open(seated, interview(each), each.past()));
        }
    }

    private static Interview interview(Pending compared) {
        return Objects.requireNonNull(compared.interview(), "an answer that is compared has its interview");
    }
}
