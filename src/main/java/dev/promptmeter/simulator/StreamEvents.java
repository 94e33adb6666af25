package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The events of a streamed answer, made one after the other as they are asked for. */
final class StreamEvents implements Iterator<Piece> {

    private static final String OPEN = "\"finish_reason\":null";
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Draft draft;
    private final byte[] prefix;
    private final ArrayDeque<Piece> ready = new ArrayDeque<>();
    private final Iterator<Strand> strands;
    private final ByteText delta = new ByteText(64);
    private @Nullable Strand strand;
    private int at;
    private int token;
    private int contentToken;
    private String logprobs = LogProbabilities.NONE;
    private int bundle;
    private int event;
    private long due;
    private boolean ended;

    StreamEvents(Draft draft) {
        this.draft = draft;
        prefix = draft.identity().openChunk().toBytes();
        strands = Strand.of(draft.speech()).iterator();
        due = draft.style().pace().firstNanos();
        role();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void role() {
        if (draft.style().roleChunk() != Modes.RoleChunk.NONE) {
            long atOnce = draft.style().roleChunk() == Modes.RoleChunk.IMMEDIATE ? 0 : due;
            delta.clear();
            delta.add("{\"role\":\"assistant\",\"content\":\"\"}");
            forEachChoice(atOnce, OPEN, Piece.Kind.FILLER, 0);
        }
    }

    private void fill() {
        Strand current = strand;
        if (current == null || at >= current.text().length()) {
            nextStrand();
            return;
        }
        int tokens = draft.style().bundles().size(bundle++);
        int end = Tokens.end(current.text(), at, tokens);
        String text = current.text().substring(at, end);
        at = end;
        int counted = Tokens.count(text);
        for (int i = 0; i < counted; i++) {
            due += token++ == 0 ? 0 : draft.style().pace().nextGapNanos();
        }
        delta.clear();
        delta.add(current.before()).json(text).add(current.after());
        if (draft.request().logprobsAsked() && current.content()) {
            logprobs = LogProbabilities.of(text, contentToken);
            contentToken += counted;
        }
        forEachChoice(due, OPEN, Piece.Kind.OUTPUT, counted);
        logprobs = LogProbabilities.NONE;
    }

    private void nextStrand() {
        if (!strands.hasNext()) {
            end();
            return;
        }
        Strand next = strands.next();
        strand = next;
        at = 0;
        if (!next.opening().isEmpty()) {
            delta.clear();
            delta.add(next.opening());
            forEachChoice(due, OPEN, Piece.Kind.FILLER, 0);
        }
    }

    private void end() {
        ended = true;
        if (draft.finishChunk()) {
            delta.clear();
            delta.add("{}");
            String finish = draft.finish().isEmpty() ? OPEN : draft.finish();
            forEachChoice(due, finish, Piece.Kind.FINISH, 0);
        }
        if (usageChunk()) {
            ByteText out = new ByteText(prefix.length + 320).add(prefix).add("]");
            bill(out);
            ready.add(closed(out, due, Piece.Kind.USAGE, 0));
        }
        if (draft.doneMark()) {
            ready.add(Piece.body(due, DONE, new Piece.Mark(Piece.Kind.DONE, 0, true, Piece.Mark.UNSTAMPED)));
        }
    }

    private void forEachChoice(long when, String finish, Piece.Kind kind, int tokens) {
        for (int choice = 0; choice < draft.request().choices(); choice++) {
            ByteText out = new ByteText(prefix.length + delta.size() + 128).add(prefix);
            out.add("{\"index\":").add(choice).add(",\"delta\":").add(delta.toBytes());
            out.add(",").add(logprobs).add(",").add(finish).add("}]");
            extras(out, kind);
            ready.add(closed(out, when, kind, tokens));
        }
    }

    private void extras(ByteText out, Piece.Kind kind) {
        String usage = draft.bill().usage();
        if (draft.style().runningUsage()) {
            out.add(",\"usage\":").add(UsageText.of(draft.bill().counts().withCompletion(token), Values.NONE));
        } else if ("null".equals(usage)) {
            out.add(",\"usage\":null");
        }
        // The vendor states cost in the last chunk; without a usage chunk that is the one with the finish reason.
        if (kind == Piece.Kind.FINISH && !usageChunk() && draft.bill().meta() != null) {
            out.add(",\"meta\":").add(draft.bill().meta());
        }
    }

    private boolean usageChunk() {
        return draft.bill().usage() != null && !draft.bill().usage().equals("null");
    }

    private Piece closed(ByteText out, long when, Piece.Kind kind, int tokens) {
        int stampAt = draft.style().stamped() ? PlainBody.stamp(out, event, tokens) : Piece.Mark.UNSTAMPED;
        event++;
        out.add("}\n\n");
        return Piece.body(when, out.toBytes(), new Piece.Mark(kind, tokens, true, stampAt));
    }

    private void bill(ByteText out) {
        out.add(",\"usage\":").add(String.valueOf(draft.bill().usage()));
        if (draft.bill().meta() != null) {
            out.add(",\"meta\":").add(draft.bill().meta());
        }
    }
}
