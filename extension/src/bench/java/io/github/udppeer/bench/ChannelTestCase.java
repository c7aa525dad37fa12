package io.github.udppeer.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests that are given a channel by the least that can be written by hand. */
@ExtendWith(ChannelTestCase.Channels.class)
class ChannelTestCase {

  @RepeatedTest(EmptyTestCase.TESTS)
  void test(DatagramChannel channel) {}

  static class Channels implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(Channels.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == DatagramChannel.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      try {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        context.getStore(NAMESPACE).put("channel", channel);
        return channel;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
      context.getStore(NAMESPACE).get("channel", DatagramChannel.class).close();
    }
  }
}
