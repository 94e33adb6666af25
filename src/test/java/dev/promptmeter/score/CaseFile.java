package dev.promptmeter.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Cases of a test that stand in a file: tabs between columns, one case a line, # before a remark. */
public final class CaseFile {

    private CaseFile() {}

    /** {@return the cases of that file beside the test's resources} */
    public static List<Arguments> cases(String name) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(CaseFile.class.getResourceAsStream("/score/" + name), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> Arguments.of((Object[]) line.split("\t", -1)))
                    .toList();
        }
    }
}
