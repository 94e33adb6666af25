package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the headers of a 429 come to: a wait of what they ask for and a little more, our own back-off, or an end. */
@Timeout(120)
class RetryAfterRuleTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long FIRST_CEILING = SECOND;
    private static final BigDecimal CAP_SECONDS = BigDecimal.valueOf(120);
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final ZonedDateTime NOON = ZonedDateTime.of(2026, 1, 14, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final String LETTERS = "0123456789.,-+eE smhd:\t٣xX\"";

    private final SplittableRandom random = new SplittableRandom(TestScale.seed(11));
    private final RetryRule rule =
            new RetryRule(Retry.DEFAULT, new Backoff(TestScale.seed(11)), new RetryBudget(1, () -> {}));

    @Test
    void everyFormIsWaitedForOrLeftToTheBackOff() throws IOException {
        try (SuiteLine suite = SuiteLine.begin(11, "Retry-After grammar", TestScale.seed(11))) {
            for (String line : listed()) {
                String[] cells = line.split(" \\| ", -1);
                check(line, headers(cells[0]), cells[1].strip());
                suite.count();
            }
            for (int i = 0; i < TestScale.of(2_000, 100_000); i++) {
                generated(i);
                suite.count();
            }
        }
    }

    private static List<String> listed() throws IOException {
        var stream = Objects.requireNonNull(RetryAfterRuleTest.class.getResourceAsStream("retry-after.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static Map<String, String> headers(String cell) {
        Map<String, String> headers = new HashMap<>();
        for (String header : cell.split("; ")) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1));
        }
        return headers;
    }

    private void generated(int number) {
        switch (number % 4) {
            case 0 -> {
                BigDecimal seconds = BigDecimal.valueOf(random.nextLong(1, 400_000), 3);
                check("number " + seconds, Map.of("retry-after", " " + seconds + " "), expected(seconds));
            }
            case 1 -> {
                BigDecimal millis = BigDecimal.valueOf(random.nextLong(1, 400_000_000), 3);
                BigDecimal seconds = millis.movePointLeft(3);
                check("millis " + millis, Map.of("retry-after-ms", millis.toString()), expected(seconds));
            }
            case 2 -> {
                long seconds = random.nextLong(-100, 400);
                String date = HTTP_DATE.format(NOON.plusSeconds(seconds));
                Map<String, String> headers = Map.of("retry-after", date, "date", HTTP_DATE.format(NOON));
                check("date " + date, headers, seconds <= 0 ? "own" : expected(BigDecimal.valueOf(seconds)));
            }
            default -> anything(text());
        }
    }

    private static String expected(BigDecimal seconds) {
        return seconds.compareTo(CAP_SECONDS) > 0 ? "end" : seconds.toPlainString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** Whatever it is: never negative, never above the cap. */
    private void anything(String text) {
        Failed failed = failed(Map.of("retry-after", text));
        if (!rule.asksTooMuch(failed)) {
            assertThat(wait(failed)).as(text).isBetween(0L, 132 * SECOND);
        }
        assertThat(failed.retryAfter() == null || !failed.retryAfter().isNegative())
                .as(text)
                .isTrue();
    }

    private void check(String what, Map<String, String> headers, String expected) {
        Failed failed = failed(headers);
        if (expected.equals("end")) {
            assertThat(rule.asksTooMuch(failed)).as(what).isTrue();
            return;
        }
        assertThat(rule.asksTooMuch(failed)).as(what).isFalse();
        long wait = wait(failed);
        if (expected.equals("own")) {
            assertThat(failed.retryAfter()).as(what).isNull();
            assertThat(wait).as(what).isBetween(0L, FIRST_CEILING);
        } else {
            BigDecimal nanos = new BigDecimal(expected).movePointRight(9);
            long least = nanos.setScale(0, RoundingMode.CEILING).longValueExact();
            assertThat(Objects.requireNonNull(rule.pauseNanos(failed))).as(what).isBetween(least, least + least / 10);
            assertThat(wait).as(what).isBetween(least, Math.max(least + least / 10, FIRST_CEILING));
        }
    }

    private long wait(Failed failed) {
        Pending pending = new Pending(VirtualTraffic.asked(), History.Past.NOTHING);
        pending.add(VirtualTraffic.attempt(failed), failed);
        var decision = rule.decide(pending, failed, rule.pauseNanos(failed));
        return ((RetryRule.Decision.Again) decision).waitNanos();
    }

    private static Failed failed(Map<String, String> headers) {
        var times = new Times(0, 0, 0, null, null, null, 0);
        var answer =
                new RecordedAnswer("pm-1", false, null, "", 429, headers, new byte[0], times, new long[0], Set.of());
        return (Failed) new OpenAiAnswerReader().read(answer);
    }
}
