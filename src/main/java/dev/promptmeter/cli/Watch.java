package dev.promptmeter.cli;

import java.time.InstantSource;

/**
 * How much is seen of a run while it runs.
 *
 * @param view where it is seen
 * @param detail what is told of each result
 */
record Watch(View view, News.Detail detail) {

    private static final int FAILURES_ABOVE_BLOCK = 5;
    private static final int FAILURES_IN_PIPE = 20;

    /** Where a run is seen. */
    enum View {
        /** In a block that is repainted. */
        BAR,
        /** Line by line. */
        PLAIN,
        /** Nowhere. */
        NONE
    }

    static Watch of(Given given, Session session) {
        int verbosity = given.count(RunFlags.VERBOSE);
        News.Detail detail = switch (verbosity) {
            case 0 -> News.Detail.FAILURES;
            case 1 -> News.Detail.RESULTS;
            default -> News.Detail.ATTEMPTS;
        };
        return new Watch(view(given, session), detail);
    }

    private static View view(Given given, Session session) {
        String mode = given.find(RunFlags.PROGRESS);
        if (mode == null || mode.equals("auto")) {
            View usual = session.terminal().paints(session.environment()) ? View.BAR : View.PLAIN;
            return given.has(RunFlags.QUIET) ? View.NONE : usual;
        }
        return switch (mode) {
            case "bar" -> View.BAR;
            case "plain" -> View.PLAIN;
            default -> View.NONE;
        };
    }

    News news() {
        return new News(detail, view == View.BAR ? FAILURES_ABOVE_BLOCK : FAILURES_IN_PIPE);
    }

    /** {@return the part of a CI server's log that the lines stand in} */
    LogBlock block(Session session) {
        return view == View.PLAIN ? LogBlock.begin(session, "Promptmeter: progress") : LogBlock.NONE;
    }

    Face face(RunLine run, Session session) {
        return switch (view) {
            case BAR ->
                new BarBlock(run, session.terminal().columns(), Glyphs.of(session.terminal(), session.environment()));
            case PLAIN -> new PlainLines(run, InstantSource.system());
            case NONE -> Face.NONE;
        };
    }
}
