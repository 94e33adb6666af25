package dev.promptmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.json.JsonMapper;

/** What the build takes from others has a fixed version, comes from one place, and is named in ARCHITECTURE.md. */
class SupplyChainTest {

    private static final long SEED = TestScale.seed(33);

    private static Document pom() throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    private static List<Element> elements(Document pom, String name) {
        NodeList nodes = pom.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String child(Element element, String name) {
        NodeList nodes = element.getElementsByTagName(name);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().strip();
    }

    @Test
    void everyPluginAndDependencyHasAFixedVersion() throws Exception {
        Document pom = pom();
        try (SuiteLine line = SuiteLine.begin(33, "supply chain", SEED)) {
            for (String kind : List.of("plugin", "dependency", "path")) {
                for (Element each : elements(pom, kind)) {
                    String artifact = child(each, "artifactId");
                    String version = child(each, "version");
                    boolean managed = child(each, "groupId").equals("org.junit.jupiter")
                            || kind.equals("plugin") && ownProfile(each);
                    if (!managed) {
                        assertThat(version).as(artifact).matches("[0-9][\\w.-]*|\\$\\{[\\w.]+}");
                        assertThat(version).as(artifact).doesNotContain("SNAPSHOT", "LATEST", "RELEASE", "[", "(");
                    }
                    line.count();
                }
            }
        }
    }

    /** A profile adds settings to a plugin whose version stands above. */
    private static boolean ownProfile(Element plugin) {
        return plugin.getParentNode()
                        .getParentNode()
                        .getParentNode()
                        .getNodeName()
                        .equals("profile")
                && child(plugin, "version").isEmpty();
    }

    @Test
    void nothingComesFromAnotherRepositoryThanTheCentralOne() throws Exception {
        assertThat(elements(pom(), "repository")).isEmpty();
        assertThat(elements(pom(), "pluginRepository")).isEmpty();
    }

    /** Built by somebody else, elsewhere, the jar is the same to the last byte. */
    @Tag("nightly")
    @Test
    void twoCleanBuildsGiveTheSameJar(@TempDir Path folder) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/mvn")))
                .as("Maven is there")
                .isTrue();

        Path first = built(folder.resolve("one"));
        Path second = built(folder.resolve("another"));

        assertThat(jar(first)).hasSameBinaryContentAs(jar(second));
    }

    private static Path built(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        Process maven = new ProcessBuilder("/usr/bin/mvn", "-q", "-o", "-B", "-Dmaven.test.skip=true", "package")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        assertThat(maven.waitFor())
                .as(Files.readString(folder.resolve("said.txt")))
                .isZero();
        return folder;
    }

    private static Path jar(Path folder) throws IOException {
        return shippedJar(folder).orElseThrow();
    }

    private static Optional<Path> shippedJar(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-all.jar")).findFirst();
        }
    }

    /** Only where the jar has been packaged, and not offline: {@code mvn package} leaves both, and CI looks at them. */
    @Test
    void theBillOfMaterialsListsEveryJarInsideOurs() throws Exception {
        Path bill = Path.of("target", "bom.json");
        assumeThat(bill).as("what mvn package leaves").exists();
        assumeThat(shippedJar(Path.of("."))).as("what mvn package leaves").isPresent();
        Set<String> listed = new TreeSet<>();
        JsonMapper.shared()
                .readTree(bill.toFile())
                .path("components")
                .forEach(each -> listed.add(each.path("name").asString() + "-"
                        + each.path("version").asString() + ".jar"));

        Set<String> inside = jarsInside(shippedJar(Path.of(".")).orElseThrow());

        assertThat(inside).hasSizeGreaterThan(10).isSubsetOf(listed);
    }

    /** {@return the names of the libraries from which the classes of that jar come} */
    private static Set<String> jarsInside(Path shipped) throws IOException {
        Map<String, String> origins = new HashMap<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (path.endsWith(".jar")) {
                classes(Path.of(path))
                        .forEach(name ->
                                origins.put(name, Path.of(path).getFileName().toString()));
            }
        }
        Set<String> inside = new TreeSet<>();
        for (String name : classes(shipped)) {
            if (!name.startsWith("dev/promptmeter/")) {
                assertThat(origins).as("a library that has it").containsKey(name);
                inside.add(origins.get(name));
            }
        }
        return inside;
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void theBuildItselfHoldsTheRules() throws Exception {
        Document pom = pom();

        for (String rule :
                List.of("requireJavaVersion", "requirePluginVersions", "dependencyConvergence", "requireReleaseDeps")) {
            assertThat(elements(pom, rule)).as(rule).hasSize(1);
        }
        assertThat(elements(pom, "project.build.outputTimestamp")).hasSize(1);
        assertThat(elements(pom, "goal")).extracting(Element::getTextContent).contains("makeAggregateBom");
    }
}
