package dev.promptmeter.score;

import java.util.ArrayDeque;
import java.util.Deque;

/** How often the innermost part of a pattern is written out when counted repeats stand inside counted repeats. */
final class RepeatCount {

    static final long MOST = 1_000;

    private final String pattern;
    private final Deque<Long> groups = new ArrayDeque<>();
    private int at;
    private long inGroup = 1;
    private long lastAtom = 1;

    private RepeatCount(String pattern) {
        this.pattern = pattern;
    }

    /** {@return the largest product of nested counted repeats; at least 1} */
    static long of(String pattern) {
        RepeatCount count = new RepeatCount(pattern);
        while (count.at < pattern.length()) {
            count.step();
        }
        while (!count.groups.isEmpty()) {
            count.close();
        }
        return count.inGroup;
    }

    private void step() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '\\' -> {
                at++;
                lastAtom = 1;
            }
            case '[' -> skipClass();
            case '(' -> {
                groups.push(inGroup);
                inGroup = 1;
            }
            case ')' -> close();
            case '{' -> repeat();
            default -> lastAtom = 1;
        }
    }

    private void close() {
        lastAtom = inGroup;
        inGroup = Math.max(inGroup, groups.isEmpty() ? 1 : groups.pop());
    }

    private void skipClass() {
        lastAtom = 1;
        at = pattern.startsWith("^", at) ? at + 2 : at + 1;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void repeat() {
        int end = pattern.indexOf('}', at);
        String[] bounds = end < 0 ? new String[0] : pattern.substring(at, end).split(",", 2);
        long times = 1;
        for (String bound : bounds) {
            boolean counted =
                    !bound.isEmpty() && bound.length() <= 6 && bound.chars().allMatch(c -> c >= '0' && c <= '9');
            times = Math.max(times, counted ? Long.parseLong(bound) : 1);
        }
        lastAtom = Math.min(lastAtom * times, MOST + 1);
        inGroup = Math.max(inGroup, lastAtom);
    }
}
