package io.github.udppeer.samples;

import static org.xbill.DNS.Section.ANSWER;
import static org.xbill.DNS.Section.QUESTION;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.ReplyFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What a DNS server for {@code example.org} reads and writes, made with dnsjava's codec. */
final class DnsMessages {

  private static final Name EXAMPLE = Name.fromConstantString("example.org.");

  private DnsMessages() {}

  /** Asks for addresses: a question is a record without data. */
  static Record question() {
    return Record.newRecord(EXAMPLE, Type.A, DClass.IN);
  }

  static DatagramMatcher query() {
    return DatagramMatcher.decoded(
        Message::new,
        "a query for example.org",
        message -> question().equals(message.getQuestion()));
  }

  static ReplyFunction<byte[]> answer(String... addresses) {
    return query -> answerTo(query, List.of(addresses)).toWire();
  }

  /** An answer that says of itself that it lacks something, for which the client must use TCP. */
  static ReplyFunction<byte[]> truncatedAnswer() {
    return query -> {
      Message answer = answerTo(query, List.of());
      answer.getHeader().setFlag(Flags.TC);
      return answer.toWire();
    };
  }

  /** An answer to another query than was asked, as somebody sends who guesses. */
  static ReplyFunction<byte[]> answerWithWrongId(String... addresses) {
    return query -> {
      Message answer = answerTo(query, List.of(addresses));
      answer.getHeader().setID(answer.getHeader().getID() ^ 1);
      return answer.toWire();
    };
  }

  static Message answerTo(Message query, List<String> addresses) throws IOException {
    Message answer = new Message();
    Header header = answer.getHeader();
    header.setID(query.getHeader().getID());
    header.setFlag(Flags.QR);
    header.setFlag(Flags.AA);
    answer.addRecord(query.getQuestion(), QUESTION);
    for (String address : addresses) {
      InetAddress literal = InetAddress.getByName(address);
      answer.addRecord(new ARecord(EXAMPLE, DClass.IN, 60, literal), ANSWER);
    }
    return answer;
  }

  /** The addresses in an answer. */
  static List<String> addresses(Message answer) {
    return answer.getSection(ANSWER).stream().map(Record::rdataToString).toList();
  }

  private static Message answerTo(Datagram query, List<String> addresses) throws IOException {
    return answerTo(new Message(query.payload()), addresses);
  }
}
