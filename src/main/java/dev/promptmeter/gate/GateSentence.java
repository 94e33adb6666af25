package dev.promptmeter.gate;

import dev.promptmeter.stats.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a gate, in the words that every output uses. */
final class GateSentence {

    private static final String CLOSE = "The interval contains the limit: another run may end otherwise.";

    private GateSentence() {}

    static String head(GateResult result) {
        String code = result.code() == null ? "" : " (" + result.code() + ")";
        return result.gate().name() + mode(result.gate()) + ": " + result.verdict() + code + ". ";
    }

    /** A confidence is named where it is not the one that such a gate has anyway. */
    private static String mode(Gate gate) {
        boolean changed = gate.bound().kind() != Bound.Kind.NUMBER;
        Confidence usual = changed ? Confidence.GUARD : Confidence.POINT;
        return gate.confidence() == usual ? "" : " (" + gate.confidence().word() + ")";
    }

    static List<String> sentences(GateResult result) {
        if (result.verdict() == GateVerdict.SKIPPED) {
            return List.of(String.valueOf(result.reason()));
        }
        if (result.verdict() == GateVerdict.INVALID) {
            return List.of(reason(result, String.valueOf(result.reason())));
        }
        List<String> sentences = new ArrayList<>();
        sentences.addAll(result.grounds().change() == null ? LoneSentence.of(result) : ChangeSentence.of(result));
        if (result.reason() != null) {
            sentences.add(reason(result, result.reason()));
        }
        if ("FEW_CASES".equals(result.code())) {
            sentences.add("Fewer than " + Sureness.FEWEST + " cases or clusters decide nothing.");
        }
        family(result, sentences);
        result.grounds().notes().forEach(note -> sentences.add(sentence(note)));
        if (result.close()) {
            sentences.add(CLOSE);
        }
        return sentences;
    }

    /** A gate that is not broken only because there are others says so. */
    private static void family(GateResult result, List<String> sentences) {
        Grounds.Family family = result.grounds().family();
        Sureness sureness = result.grounds().sureness();
        if (family == null || sureness == null || result.verdict() == GateVerdict.FAIL) {
            return;
        }
        Evidence own = sureness.evidence();
        if (sureness.verdict(own, result.gate().demand().alpha()) == GateVerdict.FAIL) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Alone it would fail (p = %.3f); with %d guard gates it is inconclusive (%.3f).",
                    own.pFail(),
                    family.size(),
                    family.pFail()));
        }
    }

    /** The name of a figure stays what it is also where a sentence begins with it. */
    private static String reason(GateResult result, String reason) {
        return reason.startsWith(result.gate().figure()) ? reason + "." : sentence(reason);
    }

    private static String sentence(String note) {
        // p99 is a name, and stays what it is.
        if (Character.isDigit(note.charAt(1))) {
            return note + ".";
        }
        return note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1) + ".";
    }

    /** {@return how sure a bound is, {@code 95 %}} */
    static String sure(Gate gate) {
        return FigureText.percentOf(1 - gate.demand().alpha());
    }
}
