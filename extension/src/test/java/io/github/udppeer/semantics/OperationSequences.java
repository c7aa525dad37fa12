package io.github.udppeer.semantics;

import io.github.udppeer.ReceiveFlag;
import io.github.udppeer.semantics.Operation.Arrival;
import io.github.udppeer.semantics.Operation.IsReadable;
import io.github.udppeer.semantics.Operation.ReceiveFrom;
import io.github.udppeer.semantics.Operation.ReceiveMessage;
import io.github.udppeer.semantics.Operation.ReceiveWhole;
import io.github.udppeer.semantics.Operation.Send;
import io.github.udppeer.semantics.Operation.Take;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;
import org.quicktheories.impl.Constraint;

/**
 * Generates random sequences. They shrink well because each operation is made of the same number of
 * draws, because smaller draws make simpler operations, and because the smallest makes none.
 */
final class OperationSequences implements Gen<OperationSequence> {

  private static final int FEWEST_DRAWS = 8; // so that no sequence is drawn twice, and left out
  private static final int MOST_DRAWS = 40;
  private static final int LONGEST_IPV4 = 65_507;
  private static final int LONGEST_IPV6 = 65_527;
  private static final int ANY = 0xFFFF;
  private static final int[] CAPACITIES = {0, 1, 16, 512, SocketSetup.ROOM_FOR_ANY};

  private final List<String> hosts = Hosts.loopback();

  /** The draws that one operation is made of. */
  private record Draws(int kind, int sender, int size, int value, int flags) {

    static Draws from(RandomnessSource source) {
      return new Draws(
          draw(source, 15),
          draw(source, Stage.SENDERS - 1),
          draw(source, 7),
          draw(source, ANY),
          draw(source, 31));
    }

    Optional<Operation> operation() {
      return Optional.ofNullable(
          switch (kind) {
            case 0 -> null;
            case 1 -> new IsReadable();
            case 2 -> Take.POLL;
            case 3 -> Take.PEEK;
            case 4 -> Take.RECEIVE;
            case 5 -> new ReceiveWhole(1 + length());
            case 6, 7 -> new ReceiveFrom(room(), flagSet());
            case 8, 9 -> new ReceiveMessage(room(), flagSet());
            case 10 -> new Arrival(new Send(sender, Math.min(length(), LONGEST_IPV4)), waiting());
            default -> new Send(sender, length());
          });
    }

    private Operation waiting() {
      Set<ReceiveFlag> set = flagSet();
      set.remove(ReceiveFlag.DONTWAIT);
      return switch (flags >> 2) {
        case 0, 1, 2 -> new ReceiveMessage(room(), set);
        case 3, 4, 5 -> new ReceiveFrom(room(), set);
        case 6 -> Take.RECEIVE;
        default -> new ReceiveWhole(1 + length());
      };
    }

    /** Mostly short ones, and those where something happens: at powers of two and at the limits. */
    private int length() {
      return switch (size) {
        case 0, 1, 2 -> value % 33;
        case 3, 4 -> Math.max(0, (1 << value % 16) - 1 + (value >> 4) % 3);
        case 5 -> value;
        case 6 -> (value % 2 == 0 ? LONGEST_IPV4 : LONGEST_IPV6) + 1 - value / 2 % 3;
        default -> 0;
      };
    }

    private Room room() {
      return switch (size) {
        case 0, 1 -> new Room(Room.Fit.BYTES, value % 33);
        case 2, 3 -> new Room(Room.Fit.EXACT, 0);
        case 4 -> new Room(Room.Fit.SHORT, value % 3);
        case 5 -> new Room(Room.Fit.LARGER, value % 3);
        case 6 -> new Room(Room.Fit.BYTES, value);
        default -> new Room(Room.Fit.BYTES, 0);
      };
    }

    /** One call in eight may wait: on an empty queue it takes the kernel some milliseconds. */
    private Set<ReceiveFlag> flagSet() {
      Set<ReceiveFlag> set = EnumSet.noneOf(ReceiveFlag.class);
      addIf((flags & 1) != 0, set, ReceiveFlag.PEEK);
      addIf((flags & 2) != 0, set, ReceiveFlag.TRUNC);
      addIf(flags < 28, set, ReceiveFlag.DONTWAIT);
      return set;
    }

    private static void addIf(boolean wanted, Set<ReceiveFlag> set, ReceiveFlag flag) {
      if (wanted) {
        set.add(flag);
      }
    }
  }

  @Override
  public OperationSequence generate(RandomnessSource source) {
    SocketSetup setup =
        SocketSetup.on(hosts.get(draw(source, hosts.size() - 1)))
            .withCapacity(capacity(source))
            .withTimeout(draw(source, 3) == 3 ? SocketSetup.LONG : SocketSetup.SHORT);
    int count = FEWEST_DRAWS + draw(source, MOST_DRAWS - FEWEST_DRAWS);
    List<Draws> draws = Stream.generate(() -> Draws.from(source)).limit(count).toList();
    return new OperationSequence(
        setup, draws.stream().flatMap(each -> each.operation().stream()).toList());
  }

  private static int capacity(RandomnessSource source) {
    int last = CAPACITIES.length - 1;
    return CAPACITIES[(int) source.next(Constraint.between(0, last).withShrinkPoint(last))];
  }

  private static int draw(RandomnessSource source, int most) {
    return (int) source.next(Constraint.between(0, most));
  }
}
