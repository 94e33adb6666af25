package dev.promptmeter.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Links to views of the same page; nothing else is ever linked to. */
final class Links {

    private Links() {}

    /** {@return the list of cases under that filter} */
    static String cases(String filter) {
        return "#/cases?q=" + encoded(filter);
    }

    /** {@return the list of cases under that filter, ordered by that key} */
    static String cases(String filter, String sort) {
        return cases(filter) + "&sort=" + encoded(sort);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
