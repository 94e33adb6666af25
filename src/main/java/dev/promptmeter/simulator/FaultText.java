package dev.promptmeter.simulator;

/** A fault as typed. One of a profile, {@code profile:NAME@COND}, has a meaning only once the profile is known. */
record FaultText(String text) {

    private static final String OF_PROFILE = "profile:";

    FaultText {
        if (!text.startsWith(OF_PROFILE)) {
            Fault.parse(text);
        }
    }

    Fault in(Profile profile) {
        if (!text.startsWith(OF_PROFILE)) {
            return Fault.parse(text);
        }
        int at = QuotedText.indexOf(text, "@", 0);
        String name = text.substring(OF_PROFILE.length(), at < 0 ? text.length() : at);
        return Fault.parse(profile.fault(name) + (at < 0 ? "" : text.substring(at)));
    }
}
