package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/** The answer lies near a reference in the space of embeddings; of several references the nearest counts. */
final class Similarity implements Scorer {

    private static final double USUAL = 0.8;
    private static final String NEEDS = " (needs `embeddings:` in the suite; in-process:NAME there asks no endpoint)";

    private final CheckHelp help;
    private final Measure measure;

    /** How near two vectors are. */
    enum Measure {
        COSINE(Vectors::cosine),
        DOT(Vectors::dot),
        DISTANCE(Vectors::distance);

        private final ToDoubleBiFunction<double[], double[]> of;

        Measure(ToDoubleBiFunction<double[], double[]> of) {
            this.of = of;
        }
    }

    private Similarity(CheckHelp help, Measure measure) {
        this.help = help;
        this.measure = measure;
    }

    /** {@return the scorer under that name; more is nearer, at least 0.8 unless a number says otherwise} */
    static Similarity named(String name, Measure measure) {
        String figure = measure == Measure.DOT ? "dot product" : "cosine";
        return new Similarity(
                new CheckHelp(
                        name,
                        "the embedding of the answer is near that of the reference" + NEEDS,
                        "a reference text; in a suite also a list, of which the nearest counts",
                        "the least " + figure + ", else 0.8",
                        name + "(0.8): refunds take 30 days",
                        List.of("on", "allowEmpty")),
                measure);
    }

    /** {@return the scorer under that name; less is nearer, and a number must say how far is too far} */
    static Similarity far(String name) {
        return new Similarity(
                new CheckHelp(
                        name,
                        "the embedding of the answer is no farther from that of the reference" + NEEDS,
                        "a reference text; in a suite also a list, of which the nearest counts",
                        "the greatest distance",
                        name + "(0.6): refunds take 30 days",
                        List.of("on", "allowEmpty")),
                Measure.DISTANCE);
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.EMBEDDINGS);
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        List<String> references = arguments.texts();
        double boundary = boundary(arguments);
        return new Nearness(measure, references, arguments.judgedText(), boundary);
    }

    private double boundary(Arguments arguments) {
        if (measure == Measure.COSINE) {
            return arguments.share(USUAL);
        }
        if (arguments.threshold().isEmpty() && measure == Measure.DISTANCE) {
            throw arguments.wrong("needs a number, the greatest distance");
        }
        return arguments
                .threshold()
                .map(number -> arguments.bareNumber(number).doubleValue())
                .orElse(USUAL);
    }

    /** One check made ready. */
    private record Nearness(Measure measure, List<String> references, JudgedText text, double boundary)
            implements AskingJudgement {

        @Override
        public Question.Asker asker() {
            return Question.Asker.EMBEDDINGS;
        }

        @Override
        public List<Question> questions(Subject subject) {
            return question(subject).stream().toList();
        }

        private Optional<Question> question(Subject subject) {
            String answer = text.of(subject.answer());
            if (!WhiteSpace.visible(answer)) {
                return Optional.empty();
            }
            List<String> texts = new ArrayList<>(references.size() + 1);
            texts.add(answer);
            texts.addAll(references);
            return Optional.of(new EmbeddingQuestion(texts));
        }

        @Override
        public Score score(Subject subject, Rulings rulings) {
            return question(subject)
                    .map(question -> score(rulings.on(question)))
                    .orElse(Score.fail("empty answer"));
        }

        private Score score(Ruling ruling) {
            if (ruling instanceof Ruling.Given given) {
                return nearest(Vectors.of(given.replies().get(0).value()));
            }
            if (ruling instanceof Ruling.Missing missing) {
                return new Score.Unscored(Excerpt.limit(Excerpt.visible(missing.reason()), Excerpt.REASON));
            }
            return new Score.Skipped("the verdict is certain without it");
        }

        private Score nearest(List<double[]> vectors) {
            double best = Double.NaN;
            for (double[] reference : vectors.subList(1, vectors.size())) {
                double figure = measure.of.applyAsDouble(vectors.get(0), reference);
                boolean nearer = measure == Measure.DISTANCE ? figure < best : figure > best;
                best = Double.isNaN(best) || nearer ? figure : best;
            }
            return Double.isFinite(best) ? graded(best) : new Score.Unscored("an embedding is all zeros or not finite");
        }

        private Score graded(double figure) {
            boolean far = measure == Measure.DISTANCE;
            boolean passed = far ? figure <= boundary : figure >= boundary;
            double score = far ? 1 / (1 + figure) : Math.max(0, Math.min(1, figure));
            String word = far ? "distance " : measure == Measure.DOT ? "dot product " : "cosine ";
            String wanted = (far ? ", at most " : ", at least ") + Figure.plain(boundary) + " wanted";
            return new Score.Graded(score, passed, word + Figure.beside(figure, boundary) + wanted);
        }
    }
}
