package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads a script in JSON: settings of the simulator beside a list of rules, the same names as in CSV in camel case. */
final class ScriptJson {

    private final String source;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private Values settings = Values.NONE;

    private ScriptJson(String source) {
        this.source = source;
    }

    static Script read(String source) {
        ScriptJson script = new ScriptJson(source);
        try {
            script.document(JsonReader.read(source));
        } catch (BadText e) {
            script.problem(e.at(), String.valueOf(e.getMessage()));
        }
        if (!script.problems.isEmpty()) {
            throw new SimulatorException(script.problems);
        }
        return new Script(script.rules, script.settings);
    }

    private void document(Json document) {
        if (!(document instanceof Json.Obj members)) {
            problem(document.from(), "a script is a JSON object with a list \"rules\"");
            return;
        }
        members.members().forEach((name, value) -> {
            switch (name) {
                case "version" -> version(value);
                case "rules" -> items(value).forEach(this::rule);
                case "faults" -> items(value).forEach(fault -> settings = read(settings, Flags.FAULT, fault));
                default -> setting(name, value);
            }
        });
    }

    private void version(Json value) {
        if (!(value instanceof Json.Num number) || !number.text().equals("1")) {
            problem(value.from(), "version " + value.rawIn(source) + " is unknown; this simulator reads version 1");
        }
    }

    private List<Json> items(Json value) {
        if (value instanceof Json.Arr list) {
            return list.items();
        }
        problem(value.from(), "must be a list");
        return List.of();
    }

    private void setting(String name, Json value) {
        for (Setting<?> known : Flags.ALL) {
            if (known.key().equals(name) && known != Flags.SCRIPT) {
                settings = read(settings, known, value);
                return;
            }
        }
        List<String> names = new ArrayList<>(List.of("version", "rules", "faults"));
        Flags.ALL.forEach(known -> names.add(known.key()));
        problem(value.from(), "unknown setting '" + name + "': " + NearName.suggestion(name, names));
    }

    private void rule(Json value) {
        if (!(value instanceof Json.Obj rule)) {
            problem(value.from(), "a rule must be an object");
            return;
        }
        int before = problems.size();
        Values says = Values.NONE;
        for (Map.Entry<String, Json> member : rule.members().entrySet()) {
            says = part(says, member.getKey(), member.getValue());
        }
        try {
            if (problems.size() == before) {
                rules.add(Rule.of(says));
            }
        } catch (IllegalArgumentException e) {
            problem(rule.from(), String.valueOf(e.getMessage()));
        }
    }

    private Values part(Values says, String name, Json value) {
        if (name.equals("match") && value instanceof Json.Obj how) {
            return match(says, how);
        }
        if (name.equals("stream")) {
            return stream(says, value);
        }
        if (name.equals("fault") && value instanceof Json.Arr list) {
            return faults(says, list);
        }
        for (Setting<?> column : Columns.ALL) {
            if (column.key().equals(name)) {
                return read(says, column, value);
            }
        }
        List<String> names =
                new ArrayList<>(Columns.ALL.stream().map(Setting::key).toList());
        names.add("stream");
        problem(value.from(), "unknown member '" + name + "': " + NearName.suggestion(name, names));
        return says;
    }

    private Values match(Values says, Json.Obj how) {
        Values result = says;
        for (Map.Entry<String, Json> member : how.members().entrySet()) {
            String kind = member.getKey();
            if (!List.of("exact", "contains", "regex", "sha256").contains(kind)) {
                problem(
                        member.getValue().from(),
                        "unknown match '" + kind + "'; write exact, contains, regex or sha256");
            } else if (member.getValue() instanceof Json.Text text) {
                result = value(result, Columns.MATCH, () -> matchOf(kind, text.text()), text.from());
            } else {
                problem(member.getValue().from(), "must be a text");
            }
        }
        return result;
    }

    private static Match matchOf(String kind, String text) {
        return switch (kind) {
            case "exact" -> Match.exact(text);
            case "regex" -> Match.regex(text);
            case "sha256" -> Match.sha256(text);
            default -> Match.contains(text);
        };
    }

    private Values faults(Values says, Json.Arr list) {
        List<Fault> faults = new ArrayList<>();
        list.items()
                .forEach(item -> value(Values.NONE, Columns.FAULT, () -> Fault.parseAll(text(item)), item.from())
                        .orElse(Columns.FAULT, List.of())
                        .forEach(faults::add));
        return says.with(Columns.FAULT, List.copyOf(faults));
    }

    private Values stream(Values says, Json value) {
        List<ScriptedStream.Event> events = new ArrayList<>();
        for (Json item : items(value)) {
            try {
                events.add(ScriptedStream.Event.read(item, source));
            } catch (IllegalArgumentException e) {
                problem(item.from(), String.valueOf(e.getMessage()));
            }
        }
        return says.with(Columns.STREAM, new ScriptedStream(events));
    }

    private <T> Values read(Values into, Setting<T> setting, Json json) {
        String text = Columns.SENT_AS_WRITTEN.contains(setting) ? json.rawIn(source) : text(json);
        return value(into, setting, () -> setting.read(text), json.from());
    }

    private String text(Json json) {
        return json instanceof Json.Text text ? text.text() : json.rawIn(source);
    }

    private <T> Values value(Values into, Setting<T> setting, Supplier<T> reading, int at) {
        try {
            return into.with(setting, reading.get());
        } catch (IllegalArgumentException e) {
            problem(at, String.valueOf(e.getMessage()));
        } catch (SimulatorException e) {
            problems.addAll(e.problems());
        }
        return into;
    }

    private void problem(int at, String text) {
        int line = 1;
        int lineStart = 0;
        for (int i = source.indexOf('\n'); i >= 0 && i < at; i = source.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        problems.add(new Problem(null, line, at - lineStart + 1, text));
    }
}
