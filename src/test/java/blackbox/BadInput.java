package blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One row of the catalogue of bad inputs, as the files in {@code bad-inputs} write it; its members are explained in their README.
 *
 * @param id of the catalogue, with a word after it where a row has several inputs
 * @param row everything else that is written
 */
record BadInput(String id, JsonNode row) {

    private static final List<String> FILES = List.of("csv", "suite", "http", "sse", "net", "env", "fs", "out", "chk");
    private static final Pattern REPEATED = Pattern.compile("«([^«»]*)\\*([0-9]+)»");

    /** {@return all rows, in the order of the catalogue} */
    static Stream<BadInput> all() {
        return FILES.stream().flatMap(BadInput::of);
    }

    private static Stream<BadInput> of(String section) {
        try (InputStream in = BadInput.class.getResourceAsStream("/bad-inputs/" + section + ".yaml")) {
            List<BadInput> rows = new ArrayList<>();
            YAMLMapper.shared()
                    .readTree(in)
                    .forEach(row -> rows.add(new BadInput(row.path("id").asString(), row)));
            return rows.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the id without the word after it} */
    String number() {
        return id.split(" ")[0];
    }

    Optional<String> text(String member) {
        return row.has(member) ? Optional.of(expanded(row.path(member).asString())) : Optional.empty();
    }

    /** {@return a list of texts; one text is a list of one} */
    List<String> texts(String member) {
        JsonNode node = row.path(member);
        return node.isArray()
                ? node.valueStream().map(each -> expanded(each.asString())).toList()
                : text(member).stream().toList();
    }

    Map<String, List<String>> lists(String member) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        row.path(member)
                .properties()
                .forEach(each -> lists.put(
                        each.getKey(),
                        each.getValue().isArray()
                                ? each.getValue()
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()
                                : List.of(each.getValue().asString())));
        return lists;
    }

    /** {@return the text with {@code «x*3»} written out} */
    static String expanded(String text) {
        Matcher matcher = REPEATED.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String whole = matcher.group(1).repeat(Integer.parseInt(matcher.group(2)));
            matcher.appendReplacement(out, Matcher.quoteReplacement(whole));
        }
        return matcher.appendTail(out).toString();
    }

    @Override
    public String toString() {
        return id;
    }
}
