package dev.promptmeter.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Check;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of CONTRIBUTING.md: compiled, loaded and tried as it stands there. */
class ContributingTest {

    private static final Pattern CODE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("The line stands in `Scorers.BUILT_IN`: `new (\\w+)\\(\\),`");

    @TempDir
    private Path folder;

    @Test
    void theExampleOfACheckCompilesWithoutWarningsAndJudges() throws Exception {
        String document = Files.readString(Path.of("CONTRIBUTING.md"), UTF_8);
        String name = first(LINE, document);

        Scorer scorer = compiled(name, first(CODE, document));

        Check check = Cells.cell(scorer.help().example());
        assertThat(scorer.help().name()).isEqualTo(check.type());
        assertThat(word(scorer, check, "Where is it? \n")).isEqualTo("pass");
        assertThat(word(scorer, check, "Here.")).isEqualTo("fail");
        assertThat(word(scorer, check, "")).isEqualTo("fail");
        assertThat(HostileTexts.seeded(11, 50))
                .allSatisfy(text -> assertThat(word(scorer, check, text)).isIn("pass", "fail"));
    }

    private static String first(Pattern pattern, String document) {
        Matcher matcher = pattern.matcher(document);
        assertThat(matcher.find()).as("CONTRIBUTING.md has " + pattern).isTrue();
        return matcher.group(1);
    }

    private static String word(Scorer scorer, Check check, String text) {
        var prepared = new PreparedCheck(check, scorer.prepare(check), scorer.version());
        return Cells.word(prepared.judge(Answers.saying(text)).score());
    }

    private Scorer compiled(String name, String source) throws IOException, ReflectiveOperationException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        List<String> options = Stream.of(
                        List.of("-Xlint:all", "-proc:none", "-d", folder.toString()),
                        List.of("-cp", System.getProperty("java.class.path")))
                .flatMap(List::stream)
                .toList();
        boolean sound = compiler.getTask(messages, null, null, options, null, List.of(unit(name, source)))
                .call();
        assertThat(sound).as(messages.toString()).isTrue();
        assertThat(source).contains("final class " + name + " implements Scorer");
        byte[] code = Files.readAllBytes(folder.resolve("dev/promptmeter/score/" + name + ".class"));
        // In this package, where the class belongs; one of another loader could not see its neighbours.
        Class<?> type = MethodHandles.lookup().defineClass(code);
        return (Scorer) type.getDeclaredConstructor().newInstance();
    }

    private static JavaFileObject unit(String name, String source) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
