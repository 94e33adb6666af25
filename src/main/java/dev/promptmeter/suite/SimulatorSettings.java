package dev.promptmeter.suite;

import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.SimulatorException;
import java.util.Set;

/** The settings of a model that is simulated inside this process. */
final class SimulatorSettings {

    /** Where it listens is for this process to say, and its ledger stays in memory. */
    private static final Set<String> NOT_IN_A_SUITE = Set.of("bind", "port", "tls", "ledger", "for", "requests");

    private SimulatorSettings() {}

    /**
     * {@return the settings}
     *
     * @throws SuiteException with every setting that is wrong
     */
    static Settings of(ModelSpec model) {
        Findings findings = new Findings();
        Settings.Builder builder = Settings.builder().set("model", model.name());
        model.simulator().forEach((key, texts) -> {
            if (NOT_IN_A_SUITE.contains(key)) {
                findings.add("PM-1102", model.source(), text(model, key, "cannot be set in a suite"));
            } else {
                texts.forEach(text -> builder.set(key, text));
            }
        });
        try {
            Settings settings = builder.build();
            findings.throwIfAny();
            return settings;
        } catch (SimulatorException e) {
            e.problems()
                    .forEach(problem ->
                            findings.add("PM-1106", model.source(), text(model, "simulator", problem.toString())));
            throw findings.exception();
        }
    }

    private static String text(ModelSpec model, String key, String what) {
        return "model " + model.id() + ": " + key + ": " + what;
    }
}
