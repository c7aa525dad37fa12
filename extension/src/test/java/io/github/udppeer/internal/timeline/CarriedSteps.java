package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.DropCounts;
import io.github.udppeer.internal.evidence.HandMade;
import io.github.udppeer.internal.timeline.LinkHistory.Carried;
import io.github.udppeer.internal.timeline.LinkHistory.Figures;
import io.github.udppeer.internal.timeline.LinkHistory.Step;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A link of which all that happened is given. */
public record CarriedSteps(String name, Figures figures, List<Step> steps) implements LinkTrace {

  static final Figures NO_FIGURES = new Figures(0, 0, 0, 0, OptionalLong.empty());

  static CarriedSteps of(String name, Step... steps) {
    return new CarriedSteps(name, NO_FIGURES, List.of(steps));
  }

  /** Something about no datagram. */
  static Step step(double millis, String verb, String beside) {
    return new Step(HandMade.after(millis), verb, Optional.empty(), beside, true);
  }

  /** Something about a datagram from the client to the server. */
  public static Step datagram(double millis, String verb, String beside) {
    Carried carried =
        new Carried(
            true, HandMade.CLIENT, HandMade.SERVER, HandMade.ENTRY, ByteBuffer.allocate(4), 1234);
    return new Step(HandMade.after(millis), verb, Optional.of(carried), beside, true);
  }

  static Step unnoted(Step step) {
    return new Step(step.nanos(), step.verb(), step.datagram(), step.beside(), false);
  }

  @Override
  public boolean hasPort(InetSocketAddress address) {
    return address.equals(HandMade.ENTRY) || address.equals(HandMade.EXIT);
  }

  @Override
  public LinkHistory history() {
    return new LinkHistory(name, List.of(HandMade.ENTRY, HandMade.EXIT), steps, figures);
  }

  @Override
  public OptionalLong kernelDrops(DropCounts kernel) {
    return OptionalLong.of(7);
  }
}
