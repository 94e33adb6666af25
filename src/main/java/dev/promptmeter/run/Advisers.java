package dev.promptmeter.run;

import dev.promptmeter.score.Question;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The models that checks ask, beside those that are judged.
 *
 * @param judge who judges; null if there is none
 * @param embeddings who turns texts into numbers; null if there is none
 */
public record Advisers(@Nullable Judge judge, @Nullable Model embeddings) {

    /** Nobody. */
    public static final Advisers NONE = new Advisers(null, null);

    /** {@return who is asked; null if there is none} */
    public @Nullable Model model(Question.Asker asker) {
        if (asker == Question.Asker.EMBEDDINGS) {
            return embeddings;
        }
        return judge == null ? null : judge.model();
    }

    /** {@return the same, whose judge is shown no answers that are made to steer it} */
    Advisers unprobed() {
        return new Advisers(judge == null ? null : judge.unprobed(), embeddings);
    }

    /** {@return how often a question is asked} */
    int repeat(Question question) {
        return judge == null || question.asker() == Question.Asker.EMBEDDINGS ? 1 : judge.repeat();
    }

    /** {@return what tells each of them from one that would say otherwise: name, parameters, and how often it is asked} */
    public Map<Question.Asker, String> identities() {
        Map<Question.Asker, String> identities = new EnumMap<>(Question.Asker.class);
        if (judge != null) {
            String params = new TreeMap<>(judge.model().params()).toString();
            identities.put(
                    Question.Asker.JUDGE,
                    String.join("\n", judge.model().name(), params, Integer.toString(judge.repeat())));
        }
        if (embeddings != null) {
            identities.put(Question.Asker.EMBEDDINGS, embeddings.name());
        }
        return identities;
    }

    /** {@return whether nobody is asked where the verdict is certain} */
    boolean sparing() {
        return judge != null && judge.when() == Judge.When.UNDECIDED;
    }

    /** {@return whether there is anybody} */
    public boolean any() {
        return judge != null || embeddings != null;
    }
}
