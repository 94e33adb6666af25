package dev.promptmeter.simulator;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row markers, {@code [sim: name=value name=value]}, which act on the request whose text they stand in. */
final class Markers {

    private static final String OPENING = "[sim:";
    private static final Pattern NEXT_NAME = Pattern.compile("\\s+[A-Za-z_]+=");
    private static final List<Setting<?>> NOT_IN_MARKERS =
            List.of(Columns.MATCH, Columns.ON, Columns.MODEL, Columns.ATTEMPT);

    private Markers() {}

    /** {@return what all markers of the request say together; a marker that does not parse refuses the request} */
    static Values read(ChatRequest request) {
        Values says = Values.NONE;
        for (ChatRequest.Said message : request.messages()) {
            String text = message.text();
            for (int at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, at + 1)) {
                says = marker(
                        says,
                        text.substring(at + OPENING.length(), end(text, at)).strip());
            }
        }
        return says;
    }

    /** {@return the text without its markers, as an echo gives it back} */
    static String cut(String text) {
        int at = text.indexOf(OPENING);
        if (at < 0) {
            return text;
        }
        StringBuilder rest = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            rest.append(text, from, at);
            from = end(text, at) + 1;
            at = text.indexOf(OPENING, from);
        }
        return rest.append(text.substring(from)).toString().strip();
    }

    private static int end(String text, int at) {
        int end = QuotedText.indexOf(text, "]", at);
        if (end < 0) {
            throw wrong("a marker opens with " + OPENING + " and is never closed with ]");
        }
        return end;
    }

    private static Values marker(Values says, String pairs) {
        Values result = says;
        Matcher next = NEXT_NAME.matcher(pairs);
        int from = 0;
        while (from < pairs.length()) {
            int to = next.find(from + 1) ? next.start() : pairs.length();
            while (to < pairs.length() && insideQuotes(pairs, from, to)) {
                to = next.find(to + 1) ? next.start() : pairs.length();
            }
            result = pair(result, pairs.substring(from, to).strip());
            from = to;
        }
        return result;
    }

    private static boolean insideQuotes(String text, int from, int to) {
        return text.substring(from, to).chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static Values pair(Values says, String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String column = name.equals("finish") ? Columns.FINISH_REASON.column() : name;
        for (Setting<?> known : Columns.ALL) {
            if (equals > 0 && known.column().equals(column) && !NOT_IN_MARKERS.contains(known)) {
                return value(says, known, QuotedText.unquote(pair.substring(equals + 1)));
            }
        }
        List<String> names = Columns.ALL.stream()
                .filter(known -> !NOT_IN_MARKERS.contains(known))
                .map(Setting::column)
                .toList();
        throw wrong("'" + pair + "': " + NearName.suggestion(name, names));
    }

    private static <T> Values value(Values says, Setting<T> column, String text) {
        try {
            return says.with(column, column.read(text));
        } catch (IllegalArgumentException e) {
            throw wrong(column.column() + ": " + e.getMessage());
        }
    }

    private static RefusedException wrong(String message) {
        return new RefusedException(Refusal.of(400, "sim_marker", "sim_marker: " + message));
    }
}
