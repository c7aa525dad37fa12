package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page and its capture file, as other programs read them where these are installed. */
public final class WrittenReport {

  public static final ExternalTool TSHARK = ExternalTool.named("tshark");
  public static final ExternalTool CHROMIUM =
      ExternalTool.named("chromium", "chromium-browser", "google-chrome");

  /** What the command line of tshark says because of who calls it. */
  private static final Pattern AS_ROOT = Pattern.compile("Running as user \"root\".*\\R?");

  /** Hangs on which thread is the first to look. */
  private static final String QUEUED = ", found queued, so it came no later than this";

  private static final Pattern OVER = Pattern.compile("data-over=\"(-?\\d+)\"");
  private static final Pattern SHEET = Pattern.compile("<section class=\"sheet\"");

  /**
   * One datagram as tshark reads it.
   *
   * @param peer the interface's name
   * @param source the UDP port
   * @param destination the UDP port
   * @param comment the comment
   * @param payload in hexadecimal digits
   */
  public record Frame(
      String peer, String source, String destination, String comment, String payload) {}

  private final Path page;
  private final String html;

  private WrittenReport(Path page) throws IOException {
    this.page = page;
    this.html = Files.readString(page);
  }

  /** Reads it as it is, which takes no browser. */
  public static WrittenReport asText(Path page) throws IOException {
    return new WrittenReport(page);
  }

  /** Reads it back with every tool that this machine has. */
  public static WrittenReport at(Path page) throws IOException {
    WrittenReport report = new WrittenReport(page);
    report.requireSelfContained();
    if (TSHARK.isThere()) {
      report.frames();
    }
    if (CHROMIUM.isThere()) {
      report.requireShown();
    }
    return report;
  }

  public String html() {
    return html;
  }

  /** What there is to read on the page, line by line, without times and without pauses. */
  public String text() {
    return html.replaceAll("(?s)<style>.*?</style>", "")
        .replaceAll("<[^>]*>", "\n")
        .replaceAll("(?m)^\\s*\\R", "")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<instant>")
        .replaceAll(".* ms in which nothing was seen\\R", "")
        .replaceAll("≤ (?=[+-])|" + QUEUED + "|no later than (?=<instant>)", "")
        .replace(", found queued", ", captured")
        .replaceAll("[+-]?[\\d,.]+ ms\\b", "<time> ms")
        .replaceAll("Tests.java:\\d+", "Tests.java:<line>")
        .strip();
  }

  public Path capture() {
    return page.resolveSibling(page.getFileName().toString().replace(".html", ".pcapng"));
  }

  private void requireSelfContained() {
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("default-src 'none'")
        .doesNotContain("<script", "<img", "<link", "src=", "@import", "url(");
  }

  /** Has tshark read the capture file, and check each checksum. */
  public List<Frame> frames() {
    ExternalTool.Output read =
        TSHARK.run(
            page.getParent(),
            "-n",
            "-r",
            capture().toString(),
            "-o",
            "ip.check_checksum:TRUE",
            "-o",
            "udp.check_checksum:TRUE",
            "-d",
            "udp.port==1-65535,data",
            "-T",
            "fields",
            "-E",
            "separator=|",
            "-e",
            "ip.checksum.status",
            "-e",
            "udp.checksum.status",
            "-e",
            "_ws.malformed",
            "-e",
            "udp.length",
            "-e",
            "frame.interface_name",
            "-e",
            "udp.srcport",
            "-e",
            "udp.dstport",
            "-e",
            "frame.comment",
            "-e",
            "data.data");
    assertThat(AS_ROOT.matcher(read.err()).replaceAll("")).isEmpty();
    return read.out().lines().map(WrittenReport::frame).toList();
  }

  private static Frame frame(String line) {
    String[] fields = line.split("\\|", -1);
    assertThat(fields[0]).as("the state of the IPv4 header's checksum").isIn("1", "");
    assertThat(fields[1]).as("the state of the UDP checksum").isEqualTo("1");
    assertThat(fields[2]).as("whether it is malformed").isEmpty();
    assertThat(Integer.parseInt(fields[3])).isEqualTo(8 + fields[8].length() / 2);
    return new Frame(fields[4], fields[5], fields[6], fields[7].replaceAll(QUEUED, ""), fields[8]);
  }

  /** Has a browser lay the page out. */
  private void requireShown() throws IOException {
    ExternalTool.Output shown = browse(page, 1200);
    assertThat(shown.out()).contains("<svg").doesNotContain("<script");
    assertThat(SHEET.matcher(shown.out()).results().count())
        .isEqualTo(SHEET.matcher(html).results().count());
    assertThat(shown.err()).doesNotContain("CONSOLE");
  }

  /**
   * Has a browser say by how many pixels the page is wider than its window. Words of a drawing that
   * reach out of the window count, though no scroll bar leads to them.
   */
  public int overflowIn(int windowWidth) throws IOException {
    Path measured = page.resolveSibling("measured.html");
    String script =
        """
        <script>
          let page = document.documentElement;
          let ends = [...document.querySelectorAll("text")]
              .map(text => Math.ceil(text.getBoundingClientRect().right));
          page.dataset.over = Math.max(page.scrollWidth, ...ends) - page.clientWidth;
        </script>
        """;
    Files.writeString(
        measured,
        html.replaceFirst("<meta http-equiv[^>]*>", "") // it forbids scripts
            .replace("</body>", script + "</body>"));
    Matcher over = OVER.matcher(browse(measured, windowWidth).out());
    assertThat(over.find()).as("whether the script has run").isTrue();
    return Integer.parseInt(over.group(1));
  }

  private static ExternalTool.Output browse(Path file, int windowWidth) throws IOException {
    Path profile = Files.createTempDirectory(file.getParent(), "profile");
    return CHROMIUM.run(
        file.getParent(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--enable-logging=stderr",
        "--window-size=" + windowWidth + ",900",
        "--user-data-dir=" + profile,
        "--dump-dom",
        file.toUri().toString());
  }
}
