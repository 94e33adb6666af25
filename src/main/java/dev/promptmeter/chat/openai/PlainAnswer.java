package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads a success status with one JSON object. */
final class PlainAnswer {

    private final Reading reading;
    private final Envelope envelope;

    PlainAnswer(Reading reading, @Nullable JsonPointer costField) {
        this.reading = reading;
        this.envelope = new Envelope(costField, reading.flags());
    }

    /** {@return what it means} */
    Exchange read() {
        WireJson.Parsed parsed = WireJson.parse(reading.body(), 0, reading.body().length, reading.flags());
        JsonNode root = parsed.root();
        FailureKind end = transportEnd();
        if (end != null) {
            return failed(end, cut(end), root == null ? null : partial(root));
        }
        if (root == null) {
            boolean html = ErrorBody.isHtml(reading.body(), reading.answer().headers());
            String what = html ? ErrorBody.describeHtml(reading.body()) : parsed.reason();
            FailureKind fault = parsed.fault() == null ? FailureKind.MALFORMED_SUCCESS : parsed.fault();
            return failed(fault, status() + what, null);
        }
        if (ProviderError.in(root)) {
            return errorIn(root);
        }
        return choiceOf(root);
    }

    private @Nullable FailureKind transportEnd() {
        FailureKind end = reading.answer().end();
        FailureKind fault = reading.decoded().fault();
        return end == FailureKind.RESET ? FailureKind.TRUNCATED : end == null ? fault : end;
    }

    private String cut(FailureKind end) {
        String detail = reading.answer().detail();
        String why = detail.isEmpty() ? reading.decoded().reason() : detail;
        return end == FailureKind.TRUNCATED ? "body cut: " + why : why;
    }

    private String status() {
        return "HTTP " + reading.answer().status() + " without a usable answer: ";
    }

    private Exchange errorIn(JsonNode root) {
        ProviderError error = ProviderError.of(root);
        Integer status = error.status();
        if (status == null) {
            int given = reading.answer().status() == null ? 0 : reading.answer().status();
            return failed(FailureKind.PROVIDER, error.line(given), partial(root));
        }
        if (ErrorClass.filtered(status, error)) {
            return reading.answered(OpenAiAnswerReader.withheld(), reading.plainTiming());
        }
        Reading.Broken broken = new Reading.Broken(Billed.MAYBE, status, partial(root), reading.plainTiming());
        return reading.failed(ErrorClass.of(status, error), error.line(status), broken);
    }

    private Exchange choiceOf(JsonNode root) {
        Draft draft = draft(root);
        if (draft == null) {
            return failed(FailureKind.MALFORMED_SUCCESS, status() + whatIsMissing(root), null);
        }
        envelope.take(root);
        Completion completion = envelope.completion(draft, reading.answer().headers());
        if (draft.malformed()) {
            return failed(FailureKind.MALFORMED_CONTENT, "content is neither text nor a list of parts", completion);
        }
        if (draft.finish().kind() == FinishReason.Kind.ERROR) {
            String word = draft.finish().word();
            return failed(FailureKind.TRUNCATED, "generation broke off: finish reason '" + word + "'", completion);
        }
        return reading.answered(completion, reading.plainTiming());
    }

    private @Nullable Completion partial(JsonNode root) {
        Draft draft = draft(root);
        if (draft == null) {
            return null;
        }
        envelope.take(root);
        return envelope.completion(draft, reading.answer().headers());
    }

    private static String whatIsMissing(JsonNode root) {
        if (!root.isObject()) {
            return "not a JSON object";
        }
        JsonNode choices = root.path("choices");
        return choices.isArray() && !choices.isEmpty() ? "the choice has no message" : "no choices";
    }

    private @Nullable Draft draft(JsonNode root) {
        JsonNode choice = chosen(root.path("choices"));
        JsonNode message = choice.path("message");
        boolean legacy = message.isMissingNode() && choice.path("text").isString();
        if (!message.isObject() && !legacy) {
            return null;
        }
        Draft draft = new Draft(reading.flags());
        if (legacy) {
            draft.legacyText(choice.path("text").stringValue());
        } else {
            draft.message(message);
        }
        draft.finish(choice);
        draft.logProbabilities(choice);
        return draft;
    }

    private JsonNode chosen(JsonNode choices) {
        if (!choices.isArray()) {
            return choices.path("none");
        }
        if (choices.size() > 1) {
            reading.flags().add("choices");
        }
        for (JsonNode choice : choices) {
            if (Long.valueOf(0).equals(Fields.count(choice.path("index")))) {
                return choice;
            }
        }
        return choices.path(0);
    }

    private Exchange failed(FailureKind kind, String message, @Nullable Completion partial) {
        Billed billed = ErrorClass.billed(kind);
        return reading.failed(kind, message, new Reading.Broken(billed, null, partial, reading.plainTiming()));
    }
}
