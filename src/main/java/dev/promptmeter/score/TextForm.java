package dev.promptmeter.score;

import java.text.Normalizer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** A form that two texts are brought into before they are compared. The order in which the steps were named does not matter. */
final class TextForm {

    /** One thing to overlook. Declared in the order of work: composed characters first, since they can bring white space. */
    enum Step {
        NFC,
        NFKC,
        CASE,
        PUNCT,
        COLLAPSE,
        TRIM;

        /** {@return the word in a suite} */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String apply(String text) {
            return switch (this) {
                case NFC -> Composition.of(text, Normalizer.Form.NFC);
                case NFKC -> Composition.of(text, Normalizer.Form.NFKC);
                case CASE -> text.toLowerCase(Locale.ROOT);
                case PUNCT -> withoutPunctuation(text);
                case COLLAPSE -> WhiteSpace.collapse(text);
                case TRIM -> WhiteSpace.trim(text);
            };
        }
    }

    /** The text as it is. */
    static final TextForm EXACT = of();

    private final EnumSet<Step> steps;

    private TextForm(EnumSet<Step> steps) {
        this.steps = steps;
    }

    static TextForm of(Step... steps) {
        return new TextForm(EnumSet.noneOf(Step.class)).plus(List.of(steps));
    }

    /** {@return this form with further steps} */
    TextForm plus(Collection<Step> more) {
        EnumSet<Step> all = EnumSet.copyOf(steps);
        all.addAll(more);
        return new TextForm(all);
    }

    /** {@return the text in this form} */
    String of(String text) {
        String formed = text;
        for (Step step : steps) {
            formed = step.apply(formed);
        }
        return formed;
    }

    private static String withoutPunctuation(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> !punctuation(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    /** {@return whether that code point is ASCII punctuation or of a Unicode category P} */
    static boolean punctuation(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
