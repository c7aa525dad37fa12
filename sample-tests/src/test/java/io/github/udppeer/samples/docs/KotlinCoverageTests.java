package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.DatagramPeers;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.jupiter.UdpPeers;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkSelector;
import io.github.udppeer.ports.UdpPorts;
import io.github.udppeer.watch.DatagramLimit;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That each method which takes a function is tried with a lambda of Kotlin's. */
class KotlinCoverageTests {

  private static final String SAMPLES =
      "sample-tests/src/test/kotlin/io/github/udppeer/samples/KotlinSignaturesTests.kt";

  private static final List<Class<?>> DOORS =
      List.of(
          DatagramPeer.class,
          DatagramPeers.class,
          PeerGroup.class,
          UdpPorts.class,
          UdpPeers.class,
          DatagramLink.class,
          LinkSelector.class,
          DatagramLimit.class);

  @Test
  void eachMethodThatTakesAFunctionIsCalledFromKotlin() {
    String samples = Repository.text(Repository.root().resolve(SAMPLES));
    List<String> names =
        types().stream()
            .flatMap(KotlinCoverageTests::publicMethods)
            .filter(KotlinCoverageTests::takesAFunction)
            .map(Method::getName)
            .distinct()
            .toList();

    assertThat(names)
        .contains("during", "decodedBy", "matching", "collects", "rule", "converse")
        .allSatisfy(name -> assertThat(samples).as(name).containsPattern("\\b" + name + "[({ ]"));
  }

  /** The types that a user comes to, from method to method. */
  private static Set<Class<?>> types() {
    Set<Class<?>> found = new LinkedHashSet<>();
    Deque<Class<?>> open = new ArrayDeque<>(DOORS);
    while (!open.isEmpty()) {
      Class<?> type = open.pop();
      if (isOurs(type) && found.add(type)) {
        publicMethods(type)
            .flatMap(it -> Stream.concat(Stream.of(it.getReturnType()), parameters(it)))
            .forEach(open::push);
        open.addAll(Arrays.asList(type.getClasses()));
      }
    }
    return found;
  }

  private static Stream<Class<?>> parameters(Method method) {
    return Arrays.stream(method.getParameterTypes());
  }

  private static Stream<Method> publicMethods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
  }

  private static boolean takesAFunction(Method method) {
    return parameters(method).anyMatch(KotlinCoverageTests::isFunction);
  }

  private static boolean isFunction(Class<?> type) {
    return type.isInterface()
        && !type.getName().startsWith("org.junit.") // its callbacks, which it calls itself
        && Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .count()
            == 1;
  }

  /** The packages that the library exports; in the others nobody calls anything. */
  private static boolean isOurs(Class<?> type) {
    return DOORS.stream().anyMatch(door -> door.getPackageName().equals(type.getPackageName()));
  }
}
