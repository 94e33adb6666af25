package dev.promptmeter.cli;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The events of a run that are worth a line of their own. Safe for many threads. */
final class News {

    private static final int MOST_WAITING = 1_000;

    private final Detail detail;
    private final int mostFailures;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<FailureKind> seen = EnumSet.noneOf(FailureKind.class);
    private int failures;

    /** How much is told. */
    enum Detail {
        /** The first failures, and the first error of each kind. */
        FAILURES,
        /** Each result. */
        RESULTS,
        /** Each result with its attempts. */
        ATTEMPTS
    }

    News(Detail detail, int mostFailures) {
        this.detail = detail;
        this.mostFailures = mostFailures;
    }

    synchronized void add(CaseResult result) {
        if (waiting.size() >= MOST_WAITING) {
            return;
        }
        if (detail != Detail.FAILURES) {
            waiting.add(word(result) + " " + ResultLine.of(result) + times(result));
            if (detail == Detail.ATTEMPTS) {
                result.attempts().forEach(attempt -> waiting.add("     " + attempt(attempt)));
            }
        } else if (tells(result)) {
            waiting.add(word(result) + " " + ResultLine.of(result));
        }
    }

    private boolean tells(CaseResult result) {
        boolean wrong = result.verdict() == CaseVerdict.FAIL || result.verdict() == CaseVerdict.ERROR;
        boolean newKind = result.failure() != null && seen.add(result.failure());
        return wrong && (failures++ < mostFailures || newKind);
    }

    private static String word(CaseResult result) {
        return result.verdict().word().toUpperCase(Locale.ROOT);
    }

    private static String times(CaseResult result) {
        Long latency = result.latencyNanos();
        return latency == null ? "" : "  " + FigureText.duration(latency);
    }

    private static String attempt(Attempt attempt) {
        String status = attempt.status() == null ? "no answer" : "HTTP " + attempt.status();
        String failure =
                attempt.failure() == null ? "" : "  " + attempt.failure().word();
        String wait = attempt.waitNanos() == 0 ? "" : "  waited " + FigureText.duration(attempt.waitNanos());
        return "attempt " + attempt.number() + "  " + attempt.requestId() + "  " + status + failure + wait;
    }

    /** Adds a line of our own. */
    synchronized void say(String line) {
        waiting.add(line);
    }

    /** {@return what has happened since the last time, oldest first} */
    synchronized List<String> take() {
        List<String> lines = new ArrayList<>(waiting);
        waiting.clear();
        return lines;
    }
}
