package dev.promptmeter.suite;

/** Whether a judge judges its own answers. */
final class JudgeKinship {

    private JudgeKinship() {}

    /** A judge may favour what it wrote itself. */
    static void warn(Suite suite, DatasetBlock block, Findings findings) {
        JudgeSection judge = suite.judge();
        if (judge == null) {
            return;
        }
        String name = name(suite, judge.model());
        block.models().stream()
                .filter(id -> name(suite, id).equals(name))
                .findFirst()
                .ifPresent(
                        id -> findings.add(
                                "PM-6112",
                                judge.place().source(),
                                "judge.model: the judge " + judge.model() + " also answers in dataset " + block.id()
                                        + (id.equals(judge.model()) ? "" : " as " + id)
                                        + ": it judges its own answers; have another model judge, or restrict datasets.models"));
    }

    private static String name(Suite suite, String id) {
        return suite.models().stream()
                .filter(model -> model.id().equals(id))
                .map(ModelSpec::name)
                .findFirst()
                .orElse(id);
    }
}
