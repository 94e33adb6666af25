package dev.promptmeter.score;

import dev.promptmeter.score.TextForm.Step;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** How a text is cut into words: every figure of likeness has its own rule, and is comparable with others only under that rule. */
enum Wording {
    /** Lower-case, split at white space. */
    BLEU {
        @Override
        void cut(String text, Consumer<String> words) {
            WhiteSpace.split(text.toLowerCase(Locale.ROOT), words);
        }
    },
    /** The same without the full stops at the end of each word. */
    GLEU {
        @Override
        void cut(String text, Consumer<String> words) {
            BLEU.cut(text, word -> nonEmpty(withoutStops(word), words));
        }
    },
    /** Lower-case runs of letters, marks and digits. */
    ROUGE {
        @Override
        void cut(String text, Consumer<String> words) {
            runs(text.toLowerCase(Locale.ROOT), words);
        }
    },
    /** Composed, lower-case, without punctuation and English articles, as the SQuAD benchmark compares answers. */
    SQUAD {
        @Override
        void cut(String text, Consumer<String> words) {
            WhiteSpace.split(SQUAD_FORM.of(text), word -> {
                if (!ARTICLES.contains(word)) {
                    words.accept(word);
                }
            });
        }
    },
    /** Split at white space, case kept, one sign of punctuation at the end, else at the start, as a word of its own. */
    CHRF {
        @Override
        void cut(String text, Consumer<String> words) {
            WhiteSpace.split(text, word -> withoutOuterSign(word, words));
        }
    },
    /** The words of {@link #BLEU}, English endings removed. */
    STEMS {
        @Override
        void cut(String text, Consumer<String> words) {
            BLEU.cut(text, word -> words.accept(PorterStem.of(word)));
        }
    };

    private static final TextForm SQUAD_FORM = TextForm.of(Step.NFC, Step.CASE, Step.PUNCT);
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    /** Hands over the words of the text in order. */
    abstract void cut(String text, Consumer<String> words);

    private static String withoutStops(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == '.') {
            end--;
        }
        return word.substring(0, end);
    }

    private static void nonEmpty(String word, Consumer<String> words) {
        if (!word.isEmpty()) {
            words.accept(word);
        }
    }

    private static void runs(String text, Consumer<String> words) {
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (!inRun(codePoint)) {
                nonEmpty(text.substring(start, i), words);
                start = next;
            }
            i = next;
        }
        nonEmpty(text.substring(start), words);
    }

    private static boolean inRun(int codePoint) {
        if (Character.isLetterOrDigit(codePoint)) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static void withoutOuterSign(String word, Consumer<String> words) {
        int last = word.length() - 1;
        if (last > 0 && asciiSign(word.charAt(last))) {
            words.accept(word.substring(0, last));
            words.accept(word.substring(last));
        } else if (last > 0 && asciiSign(word.charAt(0))) {
            words.accept(word.substring(0, 1));
            words.accept(word.substring(1));
        } else {
            words.accept(word);
        }
    }

    private static boolean asciiSign(char c) {
        return c < 0x80 && TextForm.punctuation(c);
    }
}
