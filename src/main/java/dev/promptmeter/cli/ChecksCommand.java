package dev.promptmeter.cli;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.score.CheckHelp;
import dev.promptmeter.score.Scorer;
import dev.promptmeter.score.Scorers;
import java.util.List;

/** The catalogue of checks: what each tests and how it is written. */
final class ChecksCommand implements Command {

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
        return List.of();
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter checks numeric");
    }

    @Override
    public int run(Session session, Given given) {
        List<CheckHelp> all = Scorers.builtIn().all().stream().map(Scorer::help).toList();
        String text =
                given.words().isEmpty() ? list(all) : page(named(given.words().get(0), all));
        session.console().result(text);
        return 0;
    }

    private static CheckHelp named(String word, List<CheckHelp> all) {
        String name = word.replaceFirst("^not-", "");
        List<String> names = all.stream().map(CheckHelp::name).toList();
        return all.stream()
                .filter(help -> help.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new CliException("PM-1401", "unknown check '" + word + "'" + NearName.question(name, names)));
    }

    private static String list(List<CheckHelp> all) {
        int widest = all.stream().mapToInt(help -> help.name().length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (CheckHelp help : all) {
            out.append(help.name()).append(" ".repeat(widest - help.name().length() + 3));
            out.append(help.summary()).append('\n');
        }
        return out.append("\nEvery name may have not- before it. One in full: promptmeter checks NAME\n")
                .toString();
    }

    private static String page(CheckHelp help) {
        StringBuilder out = new StringBuilder(help.name())
                .append("   passes when ")
                .append(help.summary())
                .append("\n\n");
        line(out, "value", help.value());
        line(out, "number", help.number());
        line(out, "options", String.join(", ", help.options()));
        line(out, "in a cell", help.example());
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String text) {
        if (!text.isEmpty()) {
            out.append("  ")
                    .append(name)
                    .append(" ".repeat(12 - name.length()))
                    .append(text)
                    .append('\n');
        }
    }
}
