package dev.promptmeter.report;

/** Links to views of the same page; nothing else is ever linked to. */
final class Links {

    private Links() {}

    /** {@return the list of cases under that filter} */
    static String cases(String filter) {
        return "#/cases?q=" + RunNames.encoded(filter);
    }

    /** {@return the list of cases under that filter, ordered by that key} */
    static String cases(String filter, String sort) {
        return cases(filter) + "&sort=" + RunNames.encoded(sort);
    }

    /** {@return a condition of the filter language; a value is quoted where it would mean more than itself} */
    static String term(String key, String value) {
        boolean plain = value.matches("[^\\s\"*?]+");
        return key + ":" + (plain ? value : '"' + value + '"');
    }
}
