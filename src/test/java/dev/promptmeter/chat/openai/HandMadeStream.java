package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stream written by hand: a line for each buffer with its instant in milliseconds after the start and its bytes, in which {@code \n},
 * {@code \r}, {@code \\} and {@code \xHH} stand for one byte; a last line {@code end INSTANT [how it failed]}; a line {@code plain} if
 * no stream was asked for; lines with {@code #} say what it is about.
 *
 * @param instants of the buffers, nanoseconds after the start
 * @param sizes of the buffers
 * @param endNanos end of the attempt after the start
 */
record HandMadeStream(
        boolean stream, byte[] body, List<Long> instants, List<Integer> sizes, long endNanos, FailureKind failure) {

    static final long START = 1_000_000_000L;

    static HandMadeStream named(String name) {
        List<Long> instants = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        var body = new ByteArrayOutputStream();
        boolean stream = true;
        String[] end = {};
        for (String line : lines(name)) {
            if (line.equals("plain")) {
                stream = false;
            } else if (line.startsWith("end ")) {
                end = line.split(" ");
            } else if (!line.startsWith("#")) {
                int blank = line.indexOf(' ');
                byte[] bytes = bytes(line.substring(blank + 1));
                instants.add(nanos(line.substring(0, blank)));
                sizes.add(bytes.length);
                body.writeBytes(bytes);
            }
        }
        FailureKind failure = end.length > 2 ? FailureKind.of(end[2]).orElseThrow() : null;
        return new HandMadeStream(stream, body.toByteArray(), instants, sizes, nanos(end[1]), failure);
    }

    private static List<String> lines(String name) {
        try (InputStream in = HandMadeStream.class.getResourceAsStream("/streams/" + name + ".stream")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long nanos(String millis) {
        return new BigDecimal(millis).movePointRight(6).longValueExact();
    }

    private static byte[] bytes(String text) {
        byte[] written = text.getBytes(StandardCharsets.UTF_8);
        var meant = new ByteArrayOutputStream();
        for (int i = 0; i < written.length; i++) {
            if (written[i] != '\\') {
                meant.write(written[i]);
                continue;
            }
            i++;
            switch (written[i]) {
                case 'n' -> meant.write('\n');
                case 'r' -> meant.write('\r');
                case '\\' -> meant.write('\\');
                case 'x' -> {
                    meant.write(Integer.parseInt(new String(written, i + 1, 2, StandardCharsets.US_ASCII), 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException("no such escape in: " + text);
            }
        }
        return meant.toByteArray();
    }

    /** {@return what was recorded, each buffer as it came} */
    RecordedAnswer recorded() {
        return recorded(-1);
    }

    /** {@return the same with the buffer that holds that byte cut before it, both parts with its instant} */
    RecordedAnswer recorded(int cut) {
        List<Long> stamps = new ArrayList<>();
        long before = 0;
        int from = 0;
        for (int i = 0; i < sizes.size(); i++) {
            int to = from + sizes.get(i);
            long passed = instants.get(i) - before;
            if (cut > from && cut < to) {
                stamps.addAll(List.of((long) cut - from, passed, (long) to - cut, 0L));
            } else {
                stamps.addAll(List.of((long) to - from, passed));
            }
            before = instants.get(i);
            from = to;
        }
        Long firstByte = instants.isEmpty() ? null : Long.valueOf(START + instants.get(0));
        Times times = new Times(START, START, START, START, START + 100, firstByte, START + endNanos);
        return new RecordedAnswer(
                "pm-1",
                stream,
                failure,
                failure == null ? "" : "as the transport saw it",
                200,
                Map.of(),
                body,
                times,
                stamps.stream().mapToLong(Long::longValue).toArray(),
                Set.of());
    }

    /** {@return what it means} */
    Exchange read() {
        return new OpenAiAnswerReader().read(recorded());
    }

    /** {@return its events, fed in two pieces, each with its classes and the milliseconds at which it was complete} */
    List<String> events(int cut) {
        var assembly = new StreamAssembly(null, new HashSet<>());
        var decoder = new SseDecoder(assembly);
        decoder.feed(body, 0, cut);
        decoder.feed(body, cut, body.length);
        decoder.finish();
        RecordedAnswer recorded = recorded(cut);
        var times = new EventTimes(recorded.times(), recorded.stamps());
        List<String> events = new ArrayList<>();
        for (int i = 0; i < assembly.events().size(); i++) {
            long instant = times.of(assembly.events().end(i)) - START;
            events.add(words(assembly.events().classes(i)) + "@" + StreamColumns.millis(instant));
        }
        return events;
    }

    private static String words(int classes) {
        List<String> words = new ArrayList<>();
        for (EventClass each : EventClass.values()) {
            if (each.in(classes)) {
                words.add(each.name());
            }
        }
        return String.join("+", words);
    }
}
