package io.github.udppeer.samples.docs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the manual may say of the build, by the build's own files. */
final class Poms {

  /** What somebody adds to a build to have the library. */
  record Coordinates(String group, String artifact, String version) {
    @Override
    public String toString() {
      return group + ":" + artifact + ":" + version;
    }
  }

  private final Path root;
  private final Element parent;

  Poms(Path root) {
    this.root = root;
    this.parent = parse(Repository.text(root.resolve("pom.xml")));
  }

  Coordinates library() {
    Element library = parse(Repository.text(root.resolve("extension/pom.xml")));
    return new Coordinates(
        child(parent, "groupId"), child(library, "artifactId"), child(parent, "version"));
  }

  List<String> modules() {
    return texts(parent, "module").toList();
  }

  List<String> profiles() {
    List<String> profiles = new ArrayList<>();
    Stream.concat(Stream.of("."), modules().stream())
        .map(module -> root.resolve(module).resolve("pom.xml"))
        .filter(Files::exists)
        .map(file -> parse(Repository.text(file)))
        .flatMap(pom -> elements(pom.getElementsByTagName("profile")))
        .forEach(profile -> profiles.add(child(profile, "id")));
    return profiles;
  }

  /** Reads an element; what a page shows may be several, under one that is not shown. */
  static Element parse(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (SAXException malformed) {
      throw new IllegalArgumentException("not well-formed: " + malformed.getMessage(), malformed);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The text of a child, empty where there is none. */
  static String child(Element parent, String name) {
    return elements(parent.getChildNodes())
        .filter(element -> element.getTagName().equals(name))
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .<Node>mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  private static Stream<String> texts(Element element, String name) {
    return elements(element.getElementsByTagName(name)).map(it -> it.getTextContent().strip());
  }
}
