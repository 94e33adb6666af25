package dev.promptmeter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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

    @Test
    void theBuildItselfHoldsTheRules() throws Exception {
        Document pom = pom();

        for (String rule :
                List.of("requireJavaVersion", "requirePluginVersions", "dependencyConvergence", "requireReleaseDeps")) {
            assertThat(elements(pom, rule)).as(rule).hasSize(1);
        }
        assertThat(elements(pom, "project.build.outputTimestamp")).hasSize(1);
    }
}
