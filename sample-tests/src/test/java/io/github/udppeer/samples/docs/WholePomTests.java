package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** That the manual's whole POM has the versions that this build itself was tried with. */
class WholePomTests {

  private final Element shown = pom("sample-tests/src/test/resources/docs/minimal/pom.xml");
  private final Element build = pom("pom.xml");

  @Test
  void hasTheVersionsOfThisBuild() {
    assertThat(versions(shown, "dependency"))
        .containsOnly(
            Map.entry("udp-peer", Poms.child(build, "version")),
            Map.entry("junit-jupiter", property("junit.newest.version")));
    assertThat(versions(shown, "plugin"))
        .containsOnlyKeys("maven-compiler-plugin", "maven-surefire-plugin")
        .allSatisfy(
            (plugin, version) ->
                assertThat(versions(build, "plugin")).containsEntry(plugin, version));
    assertThat(shown.getElementsByTagName("maven.compiler.release").item(0).getTextContent())
        .isEqualTo(property("maven.compiler.release"));
  }

  private String property(String name) {
    return build.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Map<String, String> versions(Element pom, String what) {
    NodeList found = pom.getElementsByTagName(what);
    Map<String, String> versions = new TreeMap<>();
    Poms.elements(found)
        .filter(element -> !Poms.child(element, "version").isEmpty())
        .forEach(it -> versions.put(Poms.child(it, "artifactId"), Poms.child(it, "version")));
    return versions;
  }

  private static Element pom(String name) {
    return Poms.parse(Repository.text(Repository.root().resolve(name)));
  }
}
