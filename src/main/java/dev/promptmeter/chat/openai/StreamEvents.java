package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.TokenSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The events of one stream: at which byte each was complete, what it brought, and how many tokens had come with it. */
final class StreamEvents {

    /** No answer has more; an endpoint that says so is not believed, which bounds what is made of its counts. */
    static final long MOST_TOKENS = 1 << 20;

    private static final long UNKNOWN = -1;
    private static final long[] NEVER = {};

    private int[] ends = new int[16];
    private short[] classes = new short[16];
    private long[] stated = NEVER;
    private long[] counted = NEVER;
    private int size;

    /** Adds an event that is complete with that many bytes of the stream. */
    void add(long end, int brought) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            classes = Arrays.copyOf(classes, size * 2);
        }
        // No stream is larger than an array, and there are no more than ten classes.
        ends[size] = (int) end;
        classes[size++] = (short) brought;
    }

    /** The newest event states how many tokens the answer has so far. */
    void state(long tokens) {
        stated = noted(stated, tokens);
    }

    /** The newest event lists so many tokens of its own. */
    void count(long tokens) {
        counted = noted(counted, tokens);
    }

    private long[] noted(long[] notes, long tokens) {
        long[] grown = notes.length < size ? Arrays.copyOf(notes, ends.length) : notes;
        if (grown != notes) {
            Arrays.fill(grown, notes.length, grown.length, UNKNOWN);
        }
        grown[size - 1] = tokens;
        return grown;
    }

    /** {@return how many there are} */
    int size() {
        return size;
    }

    /** {@return bytes up to the end of the n-th event, from 0} */
    long end(int event) {
        return ends[event];
    }

    /** {@return what the n-th event brought, from 0} */
    int classes(int event) {
        return classes[event];
    }

    /** {@return bytes up to the end of the first event with one of those classes; null if there is none} */
    @Nullable
    Long first(int wanted) {
        for (int i = 0; i < size; i++) {
            if ((classes[i] & wanted) != 0) {
                return (long) ends[i];
            }
        }
        return null;
    }

    /** {@return bytes up to the end of the last event with one of those classes; null if there is none} */
    @Nullable
    Long last(int wanted) {
        for (int i = size - 1; i >= 0; i--) {
            if ((classes[i] & wanted) != 0) {
                return (long) ends[i];
            }
        }
        return null;
    }

    /** {@return how many events have one of those classes} */
    int count(int wanted) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += (classes[i] & wanted) != 0 ? 1 : 0;
        }
        return count;
    }

    /** {@return the events with output, when they came} */
    OutputEvents output(EventTimes times) {
        long[] instants = new long[count(EventClass.OUTPUT)];
        int found = 0;
        for (int i = 0; i < size; i++) {
            if ((classes[i] & EventClass.OUTPUT) != 0) {
                instants[found++] = times.of(ends[i]);
            }
        }
        if (found == 0) {
            return OutputEvents.NONE;
        }
        long[] running = statedTokens(found);
        long[] tokens = running == null ? countedTokens(found) : running;
        TokenSource source = running != null ? TokenSource.USAGE_RUNNING : TokenSource.LOGPROBS;
        return new OutputEvents(instants, tokens, tokens == null ? TokenSource.NONE : source);
    }

    /** {@return what each event with output adds to what was stated before; null unless each states something, and never less} */
    private long @Nullable [] statedTokens(int outputs) {
        long[] tokens = new long[outputs];
        long before = 0;
        int found = 0;
        for (int i = 0; i < size; i++) {
            if ((classes[i] & EventClass.OUTPUT) != 0) {
                long now = i < stated.length ? stated[i] : UNKNOWN;
                if (now < before || now > MOST_TOKENS) {
                    return null;
                }
                tokens[found++] = now - before;
                before = now;
            }
        }
        return tokens;
    }

    /** {@return what each event with output lists, with what came since the one before; null unless each lists something} */
    private long @Nullable [] countedTokens(int outputs) {
        long[] tokens = new long[outputs];
        long silent = 0;
        int found = 0;
        for (int i = 0; i < size && i < counted.length; i++) {
            silent += Math.max(0, counted[i]);
            if ((classes[i] & EventClass.OUTPUT) != 0) {
                if (counted[i] <= 0) {
                    return null;
                }
                tokens[found++] = silent;
                silent = 0;
            }
        }
        return found < outputs ? null : tokens;
    }
}
