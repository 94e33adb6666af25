package dev.promptmeter.cli;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.score.CheckHelp;
import dev.promptmeter.score.Scorer;
import dev.promptmeter.score.Scorers;
import java.util.List;

/** The catalogue of checks: what each tests and how it is written. */
final class ChecksCommand implements Command {

    private static final Flag MARKDOWN = Flag.toggle("--markdown", "the whole catalogue as a document, docs/checks.md");

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public String summary() {
        return "the catalogue of checks: syntax, defaults, examples";
    }

    @Override
    public String words() {
        return "[NAME]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topic.of("Output", MARKDOWN));
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter checks numeric");
    }

    @Override
    public int run(Session session, Given given) {
        Scorers scorers = Scorers.builtIn();
        session.console().result(text(given, scorers));
        return 0;
    }

    private static String text(Given given, Scorers scorers) {
        if (given.has(MARKDOWN)) {
            return new CheckPage(scorers).markdown();
        }
        if (given.words().isEmpty()) {
            return list(scorers);
        }
        String word = given.words().get(0);
        String name = word.replaceFirst("^not-", "");
        return scorers.replacementFor(name)
                .filter(way -> !scorers.names().contains(name))
                .map(way -> "there is no check '" + name + "' here: " + way + "\n")
                .orElseGet(() -> new CheckPage(scorers).of(named(word, scorers)));
    }

    private static CheckHelp named(String word, Scorers scorers) {
        String name = word.replaceFirst("^not-", "");
        return scorers.all().stream()
                .map(Scorer::help)
                .filter(help -> help.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CliException(
                        "PM-1401", "unknown check '" + word + "'" + NearName.question(name, scorers.names())));
    }

    private static String list(Scorers scorers) {
        List<CheckHelp> all = scorers.all().stream().map(Scorer::help).toList();
        int widest = all.stream().mapToInt(help -> help.name().length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (CheckHelp help : all) {
            out.append(help.name()).append(" ".repeat(widest - help.name().length() + 3));
            out.append(help.summary()).append('\n');
        }
        return out.append("\nNearly every name may have not- before it. One in full: promptmeter checks NAME\n")
                .toString();
    }
}
