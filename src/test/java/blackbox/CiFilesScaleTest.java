package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CI systems read of a hundred thousand wrong answers, each of 3 KB, in a small heap. */
@Tag("scale")
class CiFilesScaleTest {

    private static final int CASES = 100_000;

    @TempDir
    Path folder;

    @Test
    void everyFileStaysWithinTheLimitsOfItsReaderInASmallHeap() throws Exception {
        Ended ended = new SmallHeap(folder, "-Xmx64m")
                .run("blackbox.CiFiles", Duration.ofMinutes(10), List.of(folder.toString(), "" + CASES));

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(Files.size(folder.resolve("summary.md"))).isBetween(500L, 900L << 10);
        assertThat(Files.readString(folder.resolve("summary.md"))).contains("100,000 failed, 0 errors");
        assertThat(Files.readString(folder.resolve("comment.md")).length()).isBetween(500, 59_999);
        assertThat(Files.readAllLines(folder.resolve("annotations"))).hasSize(10);
        checkTestResults();
    }

    /** GitLab takes less than 30 MB a file and less than 100 MB in all. */
    private void checkTestResults() throws IOException, XMLStreamException {
        Set<String> names = new HashSet<>();
        long bytes = 0;
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".xml")).toList();
        }
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThan(30_000_000);
            bytes += Files.size(file);
            readCases(file, names);
        }
        assertThat(files).hasSizeGreaterThan(1);
        assertThat(bytes).isLessThan(100_000_000);
        assertThat(names).hasSize(CASES + 1);
    }

    private static void readCases(Path file, Set<String> names) throws IOException, XMLStreamException {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("testcase")) {
                    names.add(xml.getAttributeValue(null, "classname") + "/" + xml.getAttributeValue(null, "name"));
                }
            }
        }
    }
}
