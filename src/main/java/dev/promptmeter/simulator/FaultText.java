package dev.promptmeter.simulator;

import java.util.List;

/** A fault as typed. One of a profile, {@code profile:NAME@COND}, has a meaning only once the profile is known. */
record FaultText(String text) {

    private static final String OF_PROFILE = "profile:";

    FaultText {
        if (!text.startsWith(OF_PROFILE)) {
            Fault.parse(text);
        }
    }

    /** {@return the faults it stands for, each under the conditions typed} */
    List<Fault> in(Profile profile) {
        if (!text.startsWith(OF_PROFILE)) {
            return List.of(Fault.parse(text));
        }
        int at = QuotedText.indexOf(text, "@", 0);
        String name = text.substring(OF_PROFILE.length(), at < 0 ? text.length() : at);
        String conditions = at < 0 ? "" : text.substring(at);
        return QuotedText.split(profile.fault(name), " + ").stream()
                .map(fault -> Fault.parse(fault + conditions))
                .toList();
    }
}
