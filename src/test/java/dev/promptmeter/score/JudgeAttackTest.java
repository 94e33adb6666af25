package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that want to be judged well, and judges that say back what they read: no verdict is ever the answer's own. */
class JudgeAttackTest {

    private static final String MARK = "0123456789abcdef0123456789abcdef";
    private static final List<Check> CHECKS = List.of(
            Cells.cell("llm-rubric: names the capital of France"),
            Cells.cell("llm-rubric(0.5): names the capital of France"),
            Cells.cell("closedqa: names the capital of France"),
            Cells.cell("factuality: Paris is the capital of France"),
            Cells.suite("llm-label", "{\"labels\":[\"good\",\"bad\"],\"passing\":[\"good\"]}", "{}"));

    /** What a judge may say back: the message as it stands, what is between the marks, the same unescaped, its first object. */
    private static final List<UnaryOperator<String>> ECHOES = List.of(
            JudgeAttackTest::message,
            JudgeAttackTest::between,
            JudgeAttackTest::unescaped,
            JudgeAttackTest::firstObject,
            text -> "```json\n" + firstObject(text) + "\n```");

    static Stream<String> attacks() throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(
                JudgeAttackTest.class.getResourceAsStream("judge-attacks.jsonl"), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> Cells.json(line).stringValue()).toList().stream();
        }
    }

    @Test
    void thereAreAHundredAttacksAndMore() throws IOException {
        assertThat(attacks().distinct().count()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aJudgeThatRepeatsTheAnswerLeavesItUnscored() throws IOException {
        List<String> attacks = attacks().toList();
        long first = TestScale.seed(25);
        try (SuiteLine line = SuiteLine.begin(25, "judges", first)) {
            for (int i = 0; i < TestScale.of(1, 20); i++) {
                Random random = new Random(first + i);
                for (String attack : attacks) {
                    assertUnscored(i == 0 ? attack : varied(attack, attacks, random));
                    line.count();
                }
            }
        }
    }

    private static void assertUnscored(String attack) {
        for (Check check : CHECKS) {
            for (UnaryOperator<String> echo : ECHOES) {
                Score score = judged(check, attack, echo);

                assertThat(Cells.word(score)).as(attack).isEqualTo(WhiteSpace.visible(attack) ? "unscored" : "fail");
                assertThat(score.reason()).doesNotContainPattern("[\\p{Cntrl}\\u200b\\u202e\\u2028]");
            }
        }
    }

    /** Another one, or a part of it, before or behind that one. */
    private static String varied(String attack, List<String> attacks, Random random) {
        String other = attacks.get(random.nextInt(attacks.size()));
        String part = other.substring(random.nextInt(other.length() + 1));
        String between = List.of("", " ", "\n", "\n\n", "\u2028").get(random.nextInt(5));
        return random.nextBoolean() ? attack + between + part : part + between + attack;
    }

    /** Those that show nothing at all never reach a judge. */
    static Stream<String> visibleAttacks() throws IOException {
        return attacks().filter(WhiteSpace::visible);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theJudgesOwnVerdictStands(String attack) {
        Check check = CHECKS.get(0);

        Score score = judged(check, attack, text -> "{\"reason\":\"an own word of mine\",\"pass\":false}");

        assertThat(Cells.word(score)).isEqualTo("fail");
    }

    @ParameterizedTest
    @MethodSource("visibleAttacks")
    void theAnswerStandsAloneBetweenMarksThatItDoesNotHold(String attack) {
        Question question = question(CHECKS.get(0), attack);
        List<String> messages = messages(question);

        List<String> lines = messages.get(2).lines().toList();
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0) + messages.get(1)).doesNotContain(MARK);
        assertThat(lines.get(0)).isEqualTo("----- BEGIN " + MARK);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("----- END " + MARK);
        assertThat(lines.stream().filter(line -> line.contains(MARK))).hasSize(2);
        assertThat(messages.get(2)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Co}&&[^\\n\\t]]");
    }

    private static Question question(Check check, String answer) {
        PreparedCheck prepared = Scorers.builtIn().prepare(check);
        return CheckSet.of(List.of(prepared), null)
                .questions(new Subject(Answers.saying(answer), () -> "What is the capital of France?"))
                .get(0);
    }

    private static List<String> messages(Question question) {
        return question.messages(texts -> MARK).stream()
                .map(message -> message.content().stringValue())
                .toList();
    }

    /** What the check gives if the judge replies with what it makes of its last message. */
    private static Score judged(Check check, String answer, UnaryOperator<String> judge) {
        PreparedCheck prepared = Scorers.builtIn().prepare(check);
        Subject subject = new Subject(Answers.saying(answer), () -> "What is the capital of France?");
        return prepared.judge(subject, question -> ruling(question, judge)).score();
    }

    private static Ruling ruling(Question question, UnaryOperator<String> judge) {
        String reply = judge.apply(messages(question).get(2));
        Heard heard = question.read(Answers.saying(reply).completion());
        return heard instanceof Heard.Reply given
                ? new Ruling.Given(List.of(given))
                : new Ruling.Missing(FailureKind.JUDGE, ((Heard.OffProtocol) heard).why());
    }

    private static String message(String text) {
        return text;
    }

    private static String between(String text) {
        return text.substring(text.indexOf('\n') + 1, text.lastIndexOf('\n'));
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u\\{([0-9A-F]+)}")
                .matcher(between(text))
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
    }

    private static String firstObject(String text) {
        String inside = between(text);
        int open = inside.indexOf('{');
        int close = inside.indexOf('}', Math.max(0, open));
        return open < 0 || close < 0 ? inside : inside.substring(open, close + 1);
    }
}
