package io.github.udppeer.jupiter;

import io.github.udppeer.link.LinkOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The links that a test class, or a test method, declares, and those of the classes round it. */
final class LinkDeclarations {

  private final Map<String, LinkDeclaration> shared = new HashMap<>();
  private final Set<String> sharedByClass = new HashSet<>();
  private final List<LinkDeclaration> ofEachTest = new ArrayList<>();

  /** Takes over what a class declares for those within it. */
  void inherit(LinkDeclarations enclosing) {
    shared.putAll(enclosing.shared);
    ofEachTest.addAll(enclosing.ofEachTest);
  }

  /** The names of links that the class itself has, and not only its tests. */
  Set<String> sharedByClass() {
    return sharedByClass;
  }

  /** Adds what is opened for the class, and so needs peers that are opened for a class too. */
  void addOfClass(List<Declaration> declared, Set<String> peers, Set<String> peersOfClasses) {
    for (LinkDeclaration link : links(declared)) {
      if (link.isShared()) {
        sharedByClass.add(link.name());
      }
      String to = link.settings().to();
      if (peers.contains(to) && !peersOfClasses.contains(to)) {
        throw link.misconfigured(
            String.format(
                    Locale.ROOT,
                    "to = \"%s\" is opened for each test, but this link once for the class;",
                    to)
                + " let both be static, or none");
      }
      requireServer(link, peersOfClasses);
    }
  }

  /** Adds what is opened for each test. */
  void addOfEachTest(List<Declaration> declared) {
    ofEachTest.addAll(links(declared));
  }

  /** Adds what a test declares, which may be the server of a link of its class's. */
  void addOfTest(List<Declaration> declared, Set<String> peers) {
    List<LinkDeclaration> all = new ArrayList<>(ofEachTest);
    all.addAll(links(declared));
    for (LinkDeclaration link : all) {
      requireServer(link, peers);
    }
  }

  private List<LinkDeclaration> links(List<Declaration> declared) {
    List<LinkDeclaration> links = new ArrayList<>();
    for (Declaration declaration : declared) {
      if (declaration instanceof LinkDeclaration link) {
        requireNoContradiction(link);
        links.add(link);
      }
    }
    return links;
  }

  private void requireNoContradiction(LinkDeclaration link) {
    LinkDeclaration other = link.isShared() ? shared.putIfAbsent(link.name(), link) : null;
    if (other != null) {
      link.requireSameAs(other);
    }
  }

  private static void requireServer(LinkDeclaration link, Set<String> peers) {
    String to = link.settings().to();
    if (peers.contains(to)) {
      return;
    }
    try {
      LinkOptions.to(to);
    } catch (IllegalArgumentException noAddress) {
      throw link.misconfigured(
          String.format(
                  Locale.ROOT,
                  "to = \"%s\" is neither an address such as \"127.0.0.1:5353\" nor the name of a"
                      + " peer;",
                  to)
              + (peers.isEmpty()
                  ? " no peer has a name here: write @UdpPeer(\"" + to + "\")"
                  : " the peers with a name here are " + quoted(peers)));
    }
  }

  private static String quoted(Set<String> names) {
    return "\"" + String.join("\", \"", new TreeSet<>(names)) + "\"";
  }
}
