package io.github.udppeer.internal.watch;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.net.DatagramPacket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts the advice into the two classes through which all of Java's datagrams go. Byte Buddy's agent
 * builder could do it too; it takes half as much again to start, and warns on new JDKs.
 */
final class Weaver implements ClassFileTransformer {

  private static final String CHANNEL = "sun.nio.ch.DatagramChannelImpl";
  private static final String SOCKET = "sun.nio.ch.DatagramSocketAdaptor";
  private static final String HOOKS = "sun.nio.ch.UdpPeerHooks";

  /** The newer constructor is not in every Byte Buddy that reads these JDKs. */
  @SuppressWarnings("deprecation")
  private static final Remapper MOVE =
      new SimpleRemapper(Hooks.class.getName().replace('.', '/'), HOOKS.replace('.', '/'));

  private volatile @Nullable Throwable trouble;

  private Weaver() {}

  /** Weaves, and lets the hooks report to the recorder. */
  static void weave(Instrumentation instrumentation, Recorder recorder) throws Exception {
    Class<?> channel = Class.forName(CHANNEL);
    Class<?> hooks = hooksIn(instrumentation, channel);
    hooks.getField("recorder").set(null, (Consumer<Object[]>) recorder);
    hooks.getField("measured").set(null, (Predicate<Object>) recorder);
    Weaver weaver = new Weaver();
    instrumentation.addTransformer(weaver, true);
    instrumentation.retransformClasses(channel, Class.forName(SOCKET));
    Throwable broken = weaver.trouble;
    if (broken != null) {
      throw new IllegalStateException("the JDK's datagram classes could not be changed", broken);
    }
  }

  /** Defines the hooks beside their callers: no jar, nothing else opened, no warning. */
  private static Class<?> hooksIn(Instrumentation instrumentation, Class<?> channel)
      throws Exception {
    Module ours = Weaver.class.getModule();
    instrumentation.redefineModule(
        channel.getModule(),
        Set.of(),
        Map.of(),
        Map.of(channel.getPackageName(), Set.of(ours)),
        Set.of(),
        Map.of());
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(channel, MethodHandles.lookup());
    byte[] bytes = moved(bytesOf(Hooks.class));
    try {
      return lookup.defineClass(bytes);
    } catch (LinkageError defined) {
      throw new WatchRefusedException(
          "another copy of udp-peer, of another class loader, watches this JVM already", defined);
    }
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String file = type.getSimpleName() + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is not where its class was loaded from");
      }
      return in.readAllBytes();
    }
  }

  private static byte[] moved(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(new ClassRemapper(writer, MOVE), 0);
    return writer.toByteArray();
  }

  @Override
  public byte @Nullable [] transform(
      Module module,
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    String type = name == null ? "" : name.replace('/', '.');
    if (loader != null || redefined == null || !(type.equals(CHANNEL) || type.equals(SOCKET))) {
      return null;
    }
    try {
      return moved(woven(type, bytes));
    } catch (Throwable broken) { // the JVM would keep it to itself
      trouble = broken;
      return null;
    }
  }

  private static byte[] woven(String name, byte[] bytes) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, bytes),
            ClassFileLocator.ForClassLoader.ofSystemLoader());
    TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .with(InstrumentedType.Factory.Default.FROZEN)
            .redefine(type, locator);
    builder = name.equals(CHANNEL) ? channel(builder) : socket(builder);
    return builder.make().getBytes();
  }

  private static DynamicType.Builder<?> socket(DynamicType.Builder<?> builder) {
    return with(
        builder, ChannelAdvice.ReceivePacket.class, method("receive", DatagramPacket.class));
  }

  private static DynamicType.Builder<?> channel(DynamicType.Builder<?> plain) {
    DynamicType.Builder<?> builder = with(plain, ChannelAdvice.Open.class, isConstructor());
    builder = with(builder, ChannelAdvice.Bind.class, method("bindInternal", SocketAddress.class));
    builder =
        with(
            builder,
            ChannelAdvice.Connect.class,
            method("connect", SocketAddress.class, boolean.class));
    builder = with(builder, ChannelAdvice.Disconnect.class, method("disconnect"));
    builder = with(builder, ChannelAdvice.Join.class, named("innerJoin"));
    builder = with(builder, ChannelAdvice.Close.class, method("implCloseSelectableChannel"));
    builder =
        with(
            builder,
            ChannelAdvice.Send.class,
            method("send", ByteBuffer.class, SocketAddress.class).and(isPublic()));
    builder = with(builder, ChannelAdvice.Write.class, method("write", ByteBuffer.class));
    builder =
        with(
            builder,
            ChannelAdvice.WriteMany.class,
            method("write", ByteBuffer[].class, int.class, int.class));
    builder = with(builder, ChannelAdvice.Receive.class, method("receive", ByteBuffer.class));
    builder =
        with(
            builder,
            ChannelAdvice.Measure.class,
            method("receive", ByteBuffer.class, boolean.class));
    builder = with(builder, ChannelAdvice.Read.class, method("read", ByteBuffer.class));
    return with(
        builder,
        ChannelAdvice.ReadMany.class,
        method("read", ByteBuffer[].class, int.class, int.class));
  }

  private static ElementMatcher.Junction<MethodDescription> method(
      String name, Class<?>... parameters) {
    return named(name).and(takesArguments(parameters));
  }

  private static DynamicType.Builder<?> with(
      DynamicType.Builder<?> builder,
      Class<?> advice,
      ElementMatcher<? super MethodDescription> methods) {
    return builder.visit(Advice.to(advice).on(methods));
  }
}
