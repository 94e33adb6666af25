package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.Timing;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/** Reads a success status with a stream of events. */
final class StreamAnswer {

    private final Reading reading;
    private final StreamAssembly assembly;
    private final SseDecoder decoder;

    StreamAnswer(Reading reading, @Nullable JsonPointer costField) {
        this.reading = reading;
        this.assembly = new StreamAssembly(costField, reading.flags());
        this.decoder = new SseDecoder(assembly);
    }

    /** {@return what it means} */
    Exchange read() {
        decoder.feed(reading.body(), 0, reading.body().length);
        decoder.finish();
        Draft draft = assembly.chosen();
        Completion completion =
                assembly.envelope().completion(draft, reading.answer().headers());
        FailureKind over = overLimit();
        if (over != null) {
            return failed(over, over == FailureKind.LIMIT ? "an event is over a limit" : tooLarge(), completion);
        }
        if (assembly.error() != null) {
            return errorEvent(assembly.error(), completion);
        }
        if (!assembly.terminal()) {
            return cut(completion);
        }
        return complete(draft, completion);
    }

    private @Nullable FailureKind overLimit() {
        boolean large = decoder.overflowed() || reading.answer().end() == FailureKind.TOO_LARGE;
        return large ? FailureKind.TOO_LARGE : assembly.limited() ? FailureKind.LIMIT : null;
    }

    private String tooLarge() {
        String detail = reading.answer().detail();
        return detail.isEmpty() ? "a line or an event of the stream is too large" : detail;
    }

    private Exchange errorEvent(ProviderError error, Completion partial) {
        Integer status = error.status();
        int given = reading.answer().status() == null ? 0 : reading.answer().status();
        if (outputs() == 0 && status != null) {
            if (ErrorClass.filtered(status, error)) {
                return reading.answered(OpenAiAnswerReader.withheld(), timing());
            }
            Reading.Broken broken = new Reading.Broken(Billed.MAYBE, status, partial, timing());
            return reading.failed(ErrorClass.of(status, error), error.line(status), broken);
        }
        String message = "error event after " + outputs() + " events with output: ";
        return failed(FailureKind.STREAM, message + error.line(status == null ? given : status), partial);
    }

    private Exchange cut(Completion partial) {
        FailureKind end = reading.answer().end();
        if (end != null && end != FailureKind.RESET) {
            return failed(end, reading.answer().detail(), partial);
        }
        if (end == null && assembly.chunks() == 0) {
            return failed(FailureKind.MALFORMED_SUCCESS, "event stream without an answer", null);
        }
        String message = "stream ended without a terminal mark after " + outputs() + " events with output";
        String detail = reading.answer().detail();
        return failed(FailureKind.TRUNCATED, detail.isEmpty() ? message : message + ": " + detail, partial);
    }

    private Exchange complete(Draft draft, Completion completion) {
        if (draft.malformed()) {
            return failed(FailureKind.MALFORMED_CONTENT, "content is neither text nor a list of parts", completion);
        }
        FinishReason.Kind finish = draft.finish().kind();
        if (finish == FinishReason.Kind.ERROR) {
            String word = draft.finish().word();
            return failed(FailureKind.TRUNCATED, "generation broke off: finish reason '" + word + "'", completion);
        }
        if (finish == FinishReason.Kind.NONE && draft.blank()) {
            return failed(FailureKind.MALFORMED_SUCCESS, "event stream without an answer", completion);
        }
        return reading.answered(completion, timing());
    }

    private int outputs() {
        return assembly.events().count(EventClass.OUTPUT);
    }

    private Timing timing() {
        EventTimes times = reading.times();
        StreamEvents events = assembly.events();
        OutputEvents output = events.output(times);
        return new Timing(
                times.times(),
                events.size() == 0 ? null : Long.valueOf(times.of(events.end(0))),
                instant(events.first(EventClass.ANSWER)),
                output.count() == 0 ? firstMark(events) : output.instants()[output.count() - 1],
                output);
    }

    private long firstMark(StreamEvents events) {
        Long mark = instant(events.first(EventClass.TERMINAL));
        return mark == null ? reading.times().times().end() : mark;
    }

    private @Nullable Long instant(@Nullable Long offset) {
        return offset == null ? null : reading.times().of(offset);
    }

    private Exchange failed(FailureKind kind, String message, @Nullable Completion partial) {
        return reading.failed(kind, message, new Reading.Broken(ErrorClass.billed(kind), null, partial, timing()));
    }
}
