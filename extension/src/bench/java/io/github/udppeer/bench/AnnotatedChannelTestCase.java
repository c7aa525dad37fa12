package io.github.udppeer.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same, asked for by an annotation of the parameter, in which JUnit looks for extensions. */
class AnnotatedChannelTestCase {

  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(ChannelTestCase.Channels.class)
  @interface Channel {}

  @RepeatedTest(EmptyTestCase.TESTS)
  void test(@Channel DatagramChannel channel) {}
}
