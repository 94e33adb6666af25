package dev.promptmeter.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the data of a page back, as its script does. */
final class PageData {

    private final String page;

    PageData(String page) {
        this.page = page;
    }

    JsonNode meta() {
        return JsonMapper.shared().readTree(content("<script type=\"application/json\" id=\"meta\">"));
    }

    JsonNode column(String name) {
        return unpacked("column-" + name);
    }

    /** {@return every item of that kind in order} */
    List<JsonNode> items(String kind) {
        List<JsonNode> items = new ArrayList<>();
        for (int block = 0; page.contains("id=\"" + kind + "-" + block + "\""); block++) {
            unpacked(kind + "-" + block).forEach(items::add);
        }
        return items;
    }

    private JsonNode unpacked(String id) {
        byte[] bytes = Base64.getDecoder().decode(content("<script type=\"text/plain\" id=\"" + id + "\">"));
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return JsonMapper.shared().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String content(String opening) {
        int from = page.indexOf(opening);
        if (from < 0) {
            throw new IllegalArgumentException("the page has no " + opening);
        }
        return page.substring(from + opening.length(), page.indexOf("</script>", from));
    }
}
