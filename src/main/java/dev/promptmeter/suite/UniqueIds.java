package dev.promptmeter.suite;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Keeps the ids of each kind of thing apart, also when they are compared without case. */
final class UniqueIds {

    private final Map<String, String> taken = new HashMap<>();
    private final Findings findings;

    UniqueIds(Findings findings) {
        this.findings = findings;
    }

    void take(String kind, String id, Place place) {
        String former = taken.put(kind + " " + id.toLowerCase(Locale.ROOT), id);
        if (former != null) {
            String text = former.equals(id)
                    ? kind + " id '" + id + "' is used twice"
                    : kind + " ids '" + former + "' and '" + id + "' differ only in case";
            findings.add("PM-1110", place, text);
        }
    }
}
