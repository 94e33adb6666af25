package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.List;

/** The list grammar of a cell: items between commas, trimmed, empty ones dropped, in quotes where they hold a comma. */
final class Items {

    private final String text;
    private final List<String> items = new ArrayList<>();
    private int at;

    private Items(String text) {
        this.text = text;
    }

    /**
     * {@return the items of that text, possibly none}
     *
     * @throws CheckException PM-1404 for a quote that is not closed or has text behind it
     */
    static List<String> of(String text) {
        Items reader = new Items(text);
        while (reader.at <= text.length()) {
            reader.item();
        }
        return List.copyOf(reader.items);
    }

    private void item() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') {
            quoted();
        } else {
            plain();
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && WhiteSpace.is(text.charAt(at))) {
            at++;
        }
    }

    private void plain() {
        StringBuilder item = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ',') {
            if (text.startsWith("\\,", at)) {
                at++;
            }
            item.append(text.charAt(at++));
        }
        String trimmed = WhiteSpace.trim(item.toString());
        if (!trimmed.isEmpty()) {
            items.add(trimmed);
        }
    }

    private void quoted() {
        int opened = at++;
        StringBuilder item = new StringBuilder();
        while (!closes()) {
            if (at >= text.length()) {
                throw new CheckException("PM-1404", "the quote at character " + (opened + 1) + " is never closed");
            }
            if (text.startsWith("\\\"", at) || text.startsWith("\\\\", at) || text.startsWith("\"\"", at)) {
                at++;
            }
            item.append(text.charAt(at++));
        }
        at++;
        skipBlanks();
        if (at < text.length() && text.charAt(at) != ',') {
            String rest = Excerpt.of(text.substring(at));
            throw new CheckException(
                    "PM-1404", "text after a closing quote: " + rest + "; double the quotes inside quotes");
        }
        String trimmed = WhiteSpace.trim(item.toString());
        if (!trimmed.isEmpty()) {
            items.add(trimmed);
        }
    }

    private boolean closes() {
        return at < text.length() && text.charAt(at) == '"' && !text.startsWith("\"\"", at);
    }
}
