package io.github.udppeer.bench;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.net.DatagramSocket;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Tests that differ in their seed only. */
@ExtendWith(SoakTestCase.Seeds.class)
class SoakTestCase {

  static final String FIRST = "soak.first";
  static final String COUNT = "soak.count";

  @UdpPeer DatagramPeer field;

  @TestTemplate
  void test(long seed, @UdpPeer DatagramPeer parameter, @UdpPeer DatagramSocket socket)
      throws Exception {
    new SoakScenario(seed, List.of(field, parameter), socket).run();
  }

  static class Seeds implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      long first = context.getConfigurationParameter(FIRST, Long::parseLong).orElseThrow();
      long count = context.getConfigurationParameter(COUNT, Long::parseLong).orElseThrow();
      return LongStream.range(first, first + count).mapToObj(Seed::new);
    }
  }

  record Seed(long value) implements TestTemplateInvocationContext, ParameterResolver {

    @Override
    public String getDisplayName(int invocationIndex) {
      return "seed " + value;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == long.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return value;
    }
  }
}
