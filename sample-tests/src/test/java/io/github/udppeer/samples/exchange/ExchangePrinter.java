package io.github.udppeer.samples.exchange;

import io.github.udppeer.DatagramPeer;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Prints what the peers of each test sent and received. JUnit finds it as a service, so that no
 * sample has to mention it.
 */
public final class ExchangePrinter implements InvocationInterceptor {

  /** For JUnit to call. */
  public ExchangePrinter() {}

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } finally {
      print(context, peers(method.getArguments(), context));
    }
  }

  /** One call for each test: tests that run at the same time do not mix their lines. */
  private static void print(ExtensionContext context, Set<DatagramPeer> peers) {
    StringBuilder block = new StringBuilder().append('\n').append(title(context)).append('\n');
    peers.forEach(peer -> ExchangeText.of(peer).forEach(line -> block.append(line).append('\n')));
    System.out.print(block);
  }

  private static String title(ExtensionContext context) {
    String testClass = context.getRequiredTestClass().getName();
    return testClass.substring(testClass.lastIndexOf('.') + 1).replace('$', '.')
        + "."
        + context.getRequiredTestMethod().getName();
  }

  /** Those injected into the test and those in fields, which a test may have opened itself. */
  private static Set<DatagramPeer> peers(List<Object> arguments, ExtensionContext context) {
    Stream<Object> fields =
        context.getRequiredTestInstances().getAllInstances().stream()
            .flatMap(ExchangePrinter::fieldValues);
    Set<DatagramPeer> peers = new LinkedHashSet<>();
    Stream.concat(fields, arguments.stream())
        .filter(DatagramPeer.class::isInstance)
        .map(DatagramPeer.class::cast)
        .forEach(peers::add);
    return peers;
  }

  private static Stream<Object> fieldValues(Object instance) {
    return ReflectionSupport.streamFields(
            instance.getClass(),
            field -> field.getType() == DatagramPeer.class,
            HierarchyTraversalMode.TOP_DOWN)
        .flatMap(
            field -> ReflectionSupport.tryToReadFieldValue(field, instance).toOptional().stream());
  }
}
