package dev.promptmeter.report;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Joins script modules into one script: each keeps its own scope and hands what it exports to those after it. */
final class ScriptModules {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\{[^}]+}) from '\\./([\\w-]+)\\.mjs';$");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export ((?:async )?(?:function\\*?|class|const) (\\w+))");

    private ScriptModules() {}

    /** {@return one script of these modules; a module stands after those it imports from} */
    static String joined(List<String> names, UnaryOperator<String> source) {
        return names.stream()
                .map(name -> wrapped(name, source.apply(name)))
                .collect(Collectors.joining("", "const modules = {};\n", ""));
    }

    private static String wrapped(String name, String source) {
        List<String> exports =
                EXPORT.matcher(source).results().map(match -> match.group(2)).toList();
        String body = IMPORT.matcher(source).replaceAll(ScriptModules::binding);
        return "modules['" + name + "'] = (() => {\n" + EXPORT.matcher(body).replaceAll("$1") + "return { "
                + String.join(", ", exports) + " };\n})();\n";
    }

    private static String binding(MatchResult match) {
        return Matcher.quoteReplacement("const " + match.group(1) + " = modules['" + match.group(2) + "'];");
    }
}
