package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scorers of users, as a class path brings them along. */
class OwnScorersTest {

    @TempDir
    Path folder;

    private final ClassLoader usual = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void tidy() {
        Thread.currentThread().setContextClassLoader(usual);
    }

    /** A check whose value says what it does: all that code can do wrong. */
    public static final class Misbehaving implements Scorer {

        @Override
        public CheckHelp help() {
            return new CheckHelp("java:misbehaving", "it likes to", "a word", "", "java:misbehaving: pass", List.of());
        }

        @Override
        public String version() {
            return "7";
        }

        @Override
        public Judgement prepare(Check check) {
            String what = check.value() == null ? "" : check.value().asString();
            if (what.equals("refuse")) {
                throw new CheckException("PM-1402", "'java:misbehaving' does not like that");
            }
            if (what.equals("break")) {
                throw new IllegalStateException("no table");
            }
            return what.equals("null") ? null : answer -> score(what);
        }

        private static Score score(String what) {
            return switch (what) {
                case "pass" -> Score.pass("fine\n\u202e");
                case "sleep" -> sleep();
                case "spin" -> spin();
                case "throw" -> throw new IllegalArgumentException("no such country");
                case "error" -> throw new NoClassDefFoundError("some/Missing");
                case "deep" -> deep(0);
                case "1.5" -> new Score.Graded(1.5, true, "");
                case "NaN" -> new Score.Graded(Double.NaN, true, "");
                default -> null;
            };
        }

        private static Score sleep() {
            while (!Thread.interrupted()) {
                LockSupport.parkNanos(1_000_000_000L);
            }
            return Score.pass("too late");
        }

        /** Ends only with the virtual machine. */
        @SuppressWarnings("InfiniteLoopStatement")
        private static Score spin() {
            while (true) {
                LockSupport.parkNanos(50_000_000L);
                Thread.interrupted();
            }
        }

        private static Score deep(int level) {
            return level < 0 ? null : deep(level + 1);
        }
    }

    /** A name that is no check's. */
    public static final class Misnamed implements Scorer {

        @Override
        public CheckHelp help() {
            return new CheckHelp("equals", "", "", "", "equals", List.of());
        }

        @Override
        public Judgement prepare(Check check) {
            return answer -> Score.pass("");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            sleep | took longer than 1 s
            spin  | took longer than 1 s
            throw | threw IllegalArgumentException: no such country
            error | threw NoClassDefFoundError: some/Missing
            deep  | threw StackOverflowError
            1.5   | threw IllegalArgumentException: a score lies between 0 and 1: 1.5
            NaN   | threw IllegalArgumentException: a score lies between 0 and 1: NaN
            other | gave no score
            """)
    void whateverItDoesTheAnswerIsUnscoredAndTheOthersAreNot(String value, String reason) {
        Scorers scorers = installed(Misbehaving.class.getName());
        CheckSet checks = CheckSet.of(
                List.of(scorers.prepare(misbehaving(value)), scorers.prepare(Cells.cell("contains: Paris"))), null);

        Grade grade = checks.grade(Answers.saying("Paris"));

        assertThat(grade.outcomes().get(0).score())
                .isEqualTo(new Score.Unscored("dev.promptmeter.score.OwnScorersTest$Misbehaving: " + reason));
        assertThat(grade.outcomes().get(1).passed()).isTrue();
        assertThat(grade.verdict()).isEqualTo(CaseVerdict.ERROR);
    }

    @Test
    void whatItSaysIsShownInOneLineAndNegationIsOurs() {
        Scorers scorers = installed(Misbehaving.class.getName());

        Score straight = judge(scorers, misbehaving("pass"));
        Score inverse = judge(scorers, misbehaving("pass").not());

        assertThat(straight).isEqualTo(Score.pass("fine\\n\\u{202E}"));
        assertThat(inverse).isEqualTo(Score.fail("not: fine\\n\\u{202E}"));
    }

    @Test
    void callsThatNeverEndAreNotAddedToWithoutBound() throws Exception {
        Scorers scorers = installed(Misbehaving.class.getName());
        PreparedCheck endless = scorers.prepare(misbehaving("spin"));

        var workers = Executors.newFixedThreadPool(SideThreads.MOST_LEFT_BEHIND);
        Callable<Score> judge = () -> endless.judge(Answers.saying("Paris")).score();
        List<Future<Score>> late = workers.invokeAll(Collections.nCopies(SideThreads.MOST_LEFT_BEHIND, judge));
        workers.shutdown();
        Score refused = judge.call();

        for (Future<Score> each : late) {
            assertThat(each.get().reason()).endsWith("took longer than 1 s");
        }
        assertThat(refused.reason()).endsWith("16 earlier calls never ended");
    }

    @Test
    void itMayRefuseACheckAtLoadAndABreakdownThereIsALoadErrorToo() {
        Scorers scorers = installed(Misbehaving.class.getName());

        assertThatThrownBy(() -> scorers.prepare(misbehaving("refuse")))
                .isInstanceOf(CheckException.class)
                .hasMessage("'java:misbehaving' does not like that");
        assertThatThrownBy(() -> scorers.prepare(misbehaving("break")))
                .isInstanceOf(CheckException.class)
                .hasMessage("'java:misbehaving' cannot be used like this: threw IllegalStateException: no table");
        assertThatThrownBy(() -> scorers.prepare(misbehaving("null"))).isInstanceOf(CheckException.class);
    }

    @Test
    void anUnknownIdListsTheKnownOnes() {
        assertThatThrownBy(() -> installed(Misbehaving.class.getName()).prepare(Check.of("java:iban-valid", null)))
                .hasMessage("unknown custom check 'java:iban-valid'; known: java:misbehaving");
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Check.of("java:iban-valid", null)))
                .hasMessageContaining("unknown custom check 'java:iban-valid'");
    }

    @Test
    void whatCannotBeUsedIsNamedWhenSomethingIsMissing() {
        Scorers scorers = installed("no.such.Class\n" + Misnamed.class.getName() + "\n" + Misbehaving.class.getName());

        assertThat(scorers.names()).contains("java:misbehaving", "equals");
        assertThat(scorers.replacementFor("java").orElse("")).contains("no.such.Class");
        assertThatThrownBy(() -> scorers.prepare(Check.of("java:iban-valid", null)))
                .hasMessageContaining("known: java:misbehaving; not usable: ")
                .hasMessageContaining("no.such.Class")
                .hasMessageContaining("OwnScorersTest$Misnamed has the name \"equals\"");
    }

    @Test
    void itIsListedWithTheOthersAndTakesANumber() {
        Scorers scorers = installed(Misbehaving.class.getName());

        assertThat(scorers.all()).extracting(scorer -> scorer.help().name()).endsWith("java:misbehaving");
        assertThat(scorers.takesNumber("java:misbehaving")).isTrue();
        assertThat(scorers.all().get(scorers.all().size() - 1).version()).isEqualTo("7");
    }

    private static Check misbehaving(String how) {
        return Check.of("java:misbehaving", how);
    }

    private static Score judge(Scorers scorers, Check check) {
        return scorers.prepare(check).judge(Answers.saying("Paris")).score();
    }

    /** {@return scorers that find these classes, one on each line} */
    private Scorers installed(String classes) {
        try {
            Path services = folder.resolve("META-INF/services/dev.promptmeter.score.Scorer");
            Files.createDirectories(services.getParent());
            Files.writeString(services, classes, StandardCharsets.UTF_8);
            URL[] path = {folder.toUri().toURL()};
            Thread.currentThread().setContextClassLoader(new URLClassLoader(path, usual));
            Scorers scorers = Scorers.builtIn();
            scorers.names();
            return scorers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
