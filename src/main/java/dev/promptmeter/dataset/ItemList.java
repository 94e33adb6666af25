package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list in one cell: items separated by commas. {@code \,} is a comma inside an item, and {@code "…"} protects a whole item.
 * Blanks around items are dropped, and so are empty items.
 */
public final class ItemList {

    private final String text;
    private final List<String> items = new ArrayList<>();
    private int at;

    private ItemList(String text) {
        this.text = text;
    }

    /**
     * {@return the items in order, possibly none}
     *
     * @throws ListSyntaxException if a quote is never closed, or text follows a closing quote
     */
    public static List<String> parse(String text) {
        var list = new ItemList(text);
        list.readItems();
        return List.copyOf(list.items);
    }

    /** {@return what looks wrong with the items although it can be read: one item with semicolons in it} */
    public static Optional<String> doubt(List<String> items) {
        return items.size() == 1 && items.get(0).indexOf(';') > 0
                ? Optional.of("one item '" + Shown.text(items.get(0)) + "': items are separated by commas")
                : Optional.empty();
    }

    private void readItems() {
        while (at <= text.length()) {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '"') {
                quotedItem();
            } else {
                plainItem();
            }
            at++;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Blanks.blank(text.charAt(at))) {
            at++;
        }
    }

    private void quotedItem() {
        int opened = at++;
        var item = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (c == '"' && next == '"' || c == '\\' && (next == '"' || next == '\\')) {
                item.append(next);
                at += 2;
            } else if (c == '"') {
                endOfQuoted(opened);
                keep(item.toString());
                return;
            } else {
                item.append(c);
                at++;
            }
        }
        throw new ListSyntaxException("quote never closed in a list: " + Shown.text(text.substring(opened)), opened);
    }

    private void endOfQuoted(int opened) {
        at++;
        skipBlanks();
        if (at < text.length() && text.charAt(at) != ',') {
            throw new ListSyntaxException(
                    "text after a closing quote in a list: " + Shown.text(text.substring(opened))
                            + "; separate items by commas, write quotes inside quotes as \"\"",
                    at);
        }
    }

    private void plainItem() {
        var item = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ',') {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == ',') {
                at++;
            }
            item.append(text.charAt(at++));
        }
        keep(Blanks.strip(item.toString()));
    }

    private void keep(String item) {
        if (!item.isEmpty()) {
            items.add(item);
        }
    }

    /** {@return the items of a metadata cell, where quotes mean nothing: split at commas that have no backslash before them} */
    static List<String> withoutQuotes(String text) {
        var list = new ItemList(text);
        while (list.at <= text.length()) {
            list.plainItem();
            list.at++;
        }
        return List.copyOf(list.items);
    }
}
