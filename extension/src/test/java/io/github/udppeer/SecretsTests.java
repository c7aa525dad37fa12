package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.anything;
import static io.github.udppeer.DatagramMatcher.decoded;
import static io.github.udppeer.DatagramMatcher.matching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.link.LinkSelector;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** What a redactor takes out of payloads is nowhere in what the library writes. */
@Timeout(60)
class SecretsTests {

  private static final String SECRET = "Qx7vZ2kW9j";
  private static final String LOGIN = "user=bob password=" + SECRET + "\n";
  private static final int LEAST = 5;

  private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer client = open("client");
  private final DatagramPeer server = open("server");
  private final DatagramLink link =
      group.openLink(LinkOptions.to(server.address()).name("wire").seed(1).build());
  @TempDir private Path folder;

  private static byte[] withoutPassword(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return text.replaceAll("password=\\S+", "password=***").getBytes(StandardCharsets.UTF_8);
  }

  private DatagramPeer open(String name) {
    return group.open(
        PeerOptions.builder()
            .name(name)
            .receiveTimeout(Duration.ofMillis(20))
            .redactor(SecretsTests::withoutPassword)
            .build());
  }

  @AfterEach
  void close() {
    Throwable unused = catchThrowable(group::close); // what scripts have left to say
  }

  /** What a test may do with a login that the server has pending. */
  private interface Step {
    void failIn(SecretsTests test) throws Throwable;
  }

  private static RuntimeException quoting(Datagram datagram) {
    IllegalStateException cause = new IllegalStateException(datagram.text());
    IllegalArgumentException thrown = new IllegalArgumentException(datagram.text(), cause);
    thrown.addSuppressed(new IllegalStateException(datagram.text()));
    return thrown;
  }

  private static Error complainingOf(String text) {
    return new AssertionError(text, new IllegalStateException(text));
  }

  static Stream<String> places() {
    return steps().keySet().stream();
  }

  private static Map<String, Step> steps() {
    Map<String, Step> steps = new TreeMap<>();
    addAssertions(steps);
    addAssertJ(steps);
    addUsersFunctions(steps);
    addScripts(steps);
    addLinks(steps);
    return steps;
  }

  private static void addAssertions(Map<String, Step> steps) {
    steps.put("hasText", test -> test.login().hasText("PONG"));
    steps.put("hasText, the case", test -> test.login().hasText("USER=BOB PASSWORD=***\n"));
    steps.put("hasPayload", test -> test.login().hasPayload(new byte[] {1, 2}));
    steps.put("startsWith", test -> test.login().startsWith("user=bob password=A"));
    steps.put("contains", test -> test.login().contains("password=A"));
    steps.put("hasLength", test -> test.login().hasLength(3));
    steps.put("isFrom", test -> test.login().isFrom(test.server));
    steps.put("isEqualTo", test -> assertThat(test.server.pending().get(0)).isEqualTo(null));
    steps.put("hasNothingPending", test -> assertThat(test.server).hasNothingPending());
    steps.put("receivesInOrder", test -> assertThat(test.server).receivesInOrder("A", "B"));
    steps.put("receivesInAnyOrder", test -> assertThat(test.server).receivesInAnyOrder("A", "B"));
    steps.put("hasReceived", test -> assertThat(test.server).hasReceived(3));
    steps.put("isExhausted", test -> assertThat(test.server).isExhausted());
    steps.put(
        "allReceiveTheSame",
        test -> {
          test.server.sendTo(test.client, "PING");
          assertThat(DatagramPeers.of(test.client, test.server)).allReceiveTheSame();
        });
    steps.put(
        "haveNothingPending",
        test -> assertThat(DatagramPeers.of(test.client, test.server)).haveNothingPending());
    steps.put(
        "soft assertions",
        test ->
            SoftAssertions.assertSoftly(
                softly -> {
                  softly.check(() -> test.login().hasText("PONG"));
                  softly.check(() -> assertThat(test.server).hasPending(3));
                }));
    steps.put(
        "await",
        test ->
            test.server
                .await()
                .untilAsserted(
                    () -> assertThat(test.server.pending().get(0).text()).isEqualTo("PONG")));
    steps.put(
        "the test's own",
        test ->
            assertThat(new String(test.server.pending().get(0).payload(), StandardCharsets.UTF_8))
                .isEmpty());
  }

  private static void addAssertJ(Map<String, Step> steps) {
    steps.put("text isEqualTo", test -> test.login().text().isEqualTo("PONG"));
    steps.put("text contains", test -> test.login().text().contains("PONG"));
    steps.put("text matches", test -> test.login().text().matches("\\d+"));
    steps.put("text hasSize", test -> test.login().text().hasSize(3));
    steps.put(
        "received passwords",
        test ->
            assertThat(test.server)
                .received()
                .extracting(it -> it.text().substring("user=bob password=".length()).strip())
                .containsOnly("A"));
    steps.put(
        "received parts",
        test ->
            assertThat(test.server)
                .received()
                .extracting(it -> it.text().substring("user=bob password=".length() + 2))
                .contains("A"));
    steps.put("text bytes", test -> test.login().text().bytes().isEqualTo(new byte[] {1, 2}));
    steps.put("payload isEqualTo", test -> test.login().payload().isEqualTo(new byte[] {1, 2}));
    steps.put("payload containsOnly", test -> test.login().payload().containsOnly(1, 2));
    steps.put("payload asString", test -> test.login().payload().asString().isEqualTo("PONG"));
    steps.put(
        "payload asString of a charset",
        test -> test.login().payload().asString(StandardCharsets.US_ASCII).isEqualTo("PONG"));
    steps.put(
        "received first",
        test ->
            assertThat(test.server).received().first().extracting(Datagram::text).isEqualTo("A"));
    steps.put(
        "received last of some",
        test ->
            assertThat(test.server)
                .received()
                .filteredOn(datagram -> datagram.length() > 1)
                .last()
                .extracting(Datagram::text)
                .isEqualTo("A"));
    steps.put("decodedBy a text", test -> test.login().decodedBy(String::new, STRING).isEmpty());
    steps.put(
        "decodedBy a value",
        test ->
            test.login()
                .decodedBy(bytes -> new Login(new String(bytes, StandardCharsets.UTF_8)), LOGINS)
                .isEqualTo(new Login("user=A password=B\n")));
    steps.put(
        "received extracting",
        test ->
            assertThat(test.server).received().extracting(Datagram::text).contains("PONG", "A"));
    steps.put(
        "received allSatisfy",
        test -> assertThat(test.server).received().allMatch(datagram -> datagram.length() == 1));
    steps.put(
        "received words",
        test ->
            assertThat(test.server)
                .received()
                .flatExtracting(datagram -> List.of(datagram.text().split("[ =\n]")))
                .containsOnly("user", "bob"));
    steps.put(
        "collected",
        test ->
            assertThat(test.server)
                .collects(DatagramSplitter.lines())
                .untilContains("user=bob password=" + SECRET)
                .contains("PONG"));
  }

  private static final org.assertj.core.api.InstanceOfAssertFactory<
          Login, org.assertj.core.api.ObjectAssert<Login>>
      LOGINS = org.assertj.core.api.InstanceOfAssertFactories.type(Login.class);

  /** What a test may decode. */
  private record Login(String user, String password) {
    Login(String text) {
      this(text.split("[ =\n]", -1)[1], text.split("[ =\n]", -1)[3]);
    }
  }

  private static void addUsersFunctions(Map<String, Step> steps) {
    steps.put(
        "a predicate's exception",
        test -> assertThat(test.server).receivesMatching(matching("A", it -> thrown(quoting(it)))));
    steps.put(
        "a predicate's error",
        test ->
            assertThat(test.server)
                .receivesMatching(matching("A", it -> thrown(complainingOf(it.text())))));
    steps.put(
        "a predicate's assertion",
        test ->
            assertThat(test.server)
                .receivesMatching(
                    matching(
                        "A",
                        it -> {
                          assertThat(it.text()).isEqualTo("A");
                          return true;
                        })));
    steps.put(
        "a matcher's error",
        test ->
            assertThat(test.server)
                .receivesInOrder(matching("A", it -> thrown(complainingOf(it.text())))));
    steps.put(
        "a matcher's decoder",
        test ->
            assertThat(test.server)
                .receivesMatching(
                    decoded(
                        bytes -> thrown(complainingOf(new String(bytes, StandardCharsets.UTF_8))),
                        true)));
    steps.put(
        "a decoder's exception",
        test ->
            test.login()
                .decodedBy(
                    bytes ->
                        thrown(
                            new IllegalStateException(new String(bytes, StandardCharsets.UTF_8))),
                    STRING));
    steps.put(
        "a decoder's error",
        test ->
            test.login()
                .decodedBy(
                    bytes -> thrown(complainingOf(new String(bytes, StandardCharsets.UTF_8))),
                    STRING));
    steps.put(
        "a splitter's error",
        test ->
            assertThat(test.server)
                .collects(all -> List.of(thrown(complainingOf(all.get(0).text()))))
                .untilContains(true));
    steps.put(
        "collected lines",
        test ->
            assertThat(test.server)
                .collects(DatagramSplitter.linesOfEach())
                .untilContains("A", "B"));
  }

  private static boolean thrown(Throwable what) {
    return SecretsTests.<RuntimeException>sneaking(what);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> boolean sneaking(Throwable what) throws E {
    throw (E) what;
  }

  private static void addScripts(Map<String, Step> steps) {
    steps.put(
        "a reply function's error",
        test -> {
          test.server.on(anything()).replyWith(it -> thrownBytes(complainingOf(it.text())));
          test.asked();
        });
    steps.put(
        "a rule's matcher",
        test -> {
          test.server.on(matching("A", it -> thrown(quoting(it)))).ignore();
          test.asked();
        });
    steps.put(
        "never",
        test -> {
          test.server.on(anything()).never();
          test.asked();
        });
    steps.put(
        "a capture's exception",
        test -> {
          test.server.converse(
              "login",
              script ->
                  script
                      .expect(anything())
                      .capture("token", it -> thrown(complainingOf(it.text()))));
          test.asked();
        });
    steps.put(
        "what is made of captures",
        test -> {
          test.server.converse(
              "login",
              script ->
                  script
                      .expect(anything())
                      .capture("token", Datagram::text)
                      .expectWith(got -> DatagramMatcher.text(got.text("token") + "A")));
          test.asked();
          test.client.sendTo(test.server, "B");
          test.group.verify();
        });
    steps.put(
        "a conversation's function",
        test -> {
          test.server.converse(
              "login",
              script ->
                  script.expect(anything()).replyWith(got -> thrownBytes(quoting(got.request()))));
          test.asked();
        });
    steps.put(
        "something else in a conversation",
        test -> {
          test.server.converse("login", script -> script.expect("HELLO"));
          test.asked();
        });
  }

  private static byte[] thrownBytes(Throwable what) {
    return new byte[thrown(what) ? 1 : 0];
  }

  private static void addLinks(Map<String, Step> steps) {
    steps.put(
        "a link rule's exception",
        test -> {
          test.link
              .toServer()
              .rule(
                  "A",
                  it -> {
                    throw new IllegalStateException(
                        it.text(), new IllegalStateException(it.text()));
                  });
          test.relayed();
        });
    steps.put(
        "a link selector's error",
        test -> {
          test.link
              .toServer()
              .on(LinkSelector.matching("A", it -> thrown(complainingOf(it.text()))))
              .drop();
          test.relayed();
        });
    steps.put(
        "a link's answer",
        test -> {
          test.link
              .toServer()
              .onAll()
              .replyWith(it -> thrownBytes(new IllegalStateException(it.text())));
          test.relayed();
        });
    steps.put(
        "a link's figures",
        test -> {
          test.link.toServer().onAll().drop();
          test.client.sendTo(test.link.address(), LOGIN);
          test.link.settle();
          assertThat(test.link).dropped(7);
        });
  }

  private DatagramAssert login() {
    return assertThat(server).receives();
  }

  private void asked() {
    client.sendTo(server, LOGIN);
    group.verify();
  }

  private void relayed() {
    client.sendTo(link.address(), LOGIN);
    link.settle();
    link.verify();
  }

  @ParameterizedTest
  @MethodSource("places")
  void areWrittenNowhere(String place) throws IOException {
    client.sendTo(server, LOGIN);
    assertThat(server).hasPending(1);

    Throwable failure = catchThrowable(() -> steps().get(place).failIn(this));

    assertThat(failure).as("the failure of %s", place).isNotNull();
    boolean isOwn = !place.equals("the test's own");
    requireNothingOf(isOwn ? toldBy(failure) : List.of());
    requireNothingOf(reportOf(failure));
  }

  /** All that tools print of a failure. */
  private static List<String> toldBy(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    List<String> told = new ArrayList<>(List.of(trace.toString()));
    if (failure instanceof AssertionFailedError error && error.isActualDefined()) {
      told.add(error.getActual().getStringRepresentation());
      told.add(error.getExpected().getStringRepresentation());
    }
    return told;
  }

  private List<String> reportOf(Throwable failure) throws IOException {
    ExchangeReport report = ExchangeReport.of(group, "login").failedWith(failure, getClass());
    List<String> written = new ArrayList<>(List.of(report.state(), report.summary()));
    Path page = report.note("When the time-out struck", report.state()).writeTo(folder, "page");
    written.add(Files.readString(page));
    written.add(Files.readString(folder.resolve("page.pcapng"), StandardCharsets.ISO_8859_1));
    written.add(
        server.received() + " " + client.sent() + " " + link + " " + server.peer().settings());
    return written;
  }

  /** Looks for any five bytes of the secret one after another, however they are written. */
  private static void requireNothingOf(List<String> written) {
    for (int start = 0; start + LEAST <= SECRET.length(); start++) {
      byte[] part = SECRET.substring(start, start + LEAST).getBytes(StandardCharsets.UTF_8);
      for (String form : formsOf(part)) {
        assertThat(written)
            .allSatisfy(text -> assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain(form));
      }
    }
  }

  private static List<String> formsOf(byte[] part) {
    String decimal =
        Arrays.stream(toInts(part)).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String base64 = Base64.getEncoder().encodeToString(Arrays.copyOf(part, 3));
    return Stream.of(
            new String(part, StandardCharsets.UTF_8),
            HexFormat.of().formatHex(part),
            HexFormat.ofDelimiter(" ").formatHex(part),
            decimal,
            base64)
        .map(form -> form.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static int[] toInts(byte[] bytes) {
    int[] ints = new int[bytes.length];
    Arrays.setAll(ints, place -> bytes[place]);
    return ints;
  }

  @ParameterizedTest
  @ValueSource(strings = {"PONG", "user=bob password=another", "bob"})
  void whatATestExpectsIsShown(String expected) {
    client.sendTo(server, LOGIN.strip());
    Datagram login = server.receive();

    AssertionFailedError error =
        catchThrowableOfType(AssertionFailedError.class, () -> assertThat(login).hasText(expected));
    assertThat(error.getExpected().getValue()).isEqualTo(expected);
    assertThat(catchThrowable(() -> assertThat(login).text().isEqualTo(expected)))
        .hasMessageContaining("\"" + expected + "\"")
        .hasMessageContaining("\"user=bob password=***\"");
  }

  private static String user(Datagram login) {
    return login.text().split("[= ]", -1)[1];
  }

  @Test
  void whatARedactorLeavesIsShownWhereItLeavesNothing() {
    DatagramPeer mute =
        group.open(PeerOptions.builder().redactor(payload -> new byte[] {'*'}).build());
    client.sendTo(mute, LOGIN);
    Datagram login = mute.receive();

    assertThat(catchThrowable(() -> assertThat(login).text().isEqualTo("user=bob password=other")))
        .hasMessageContaining("expected: \"user=bob password=other\"")
        .hasMessageContaining("but was: \"*\"");
    assertThat(
            catchThrowable(
                () -> assertThat(mute).received().extracting(SecretsTests::user).contains("ann")))
        .hasMessageContaining("[\"ann\"]")
        .hasMessageContaining("[\"<redacted>\"]");
    assertThat(catchThrowable(() -> assertThat(login).payload().isEqualTo(new byte[] {1, 2})))
        .hasMessageContaining("expected: [1, 2]")
        .hasMessageContaining("but was: [42]");
  }
}
