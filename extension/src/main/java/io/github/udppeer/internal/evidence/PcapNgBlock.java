package io.github.udppeer.internal.evidence;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One block of a capture file in the making: fields, then options, all padded to 32 bits. */
final class PcapNgBlock {

  private static final int ALIGNMENT = 4;
  private static final int LONGEST_OPTION = 65_535;
  private static final int OVERHEAD = 12;

  private final int type;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final DataOutputStream fields = new DataOutputStream(body);
  private boolean hasOptions;

  PcapNgBlock(int type) {
    this.type = type;
  }

  PcapNgBlock int32(int value) {
    return adding(() -> fields.writeInt(value));
  }

  PcapNgBlock int16(int value) {
    return adding(() -> fields.writeShort(value));
  }

  PcapNgBlock int64(long value) {
    return adding(() -> fields.writeLong(value));
  }

  PcapNgBlock bytes(byte[] bytes) {
    return adding(
        () -> {
          fields.write(bytes);
          fields.write(new byte[padding(bytes.length)]);
        });
  }

  /** Adds an option; a text that is longer than an option can be is cut. */
  PcapNgBlock option(int code, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return option(code, bytes.length <= LONGEST_OPTION ? bytes : cut(bytes));
  }

  PcapNgBlock option(int code, byte... value) {
    hasOptions = true;
    return int16(code).int16(value.length).bytes(value);
  }

  PcapNgBlock optionInt64(int code, long value) {
    hasOptions = true;
    return int16(code).int16(Long.BYTES).int64(value);
  }

  void writeTo(OutputStream out) throws IOException {
    if (hasOptions) {
      int32(0); // the end of the options
    }
    DataOutputStream data = new DataOutputStream(out);
    int length = body.size() + OVERHEAD;
    data.writeInt(type);
    data.writeInt(length);
    body.writeTo(data);
    data.writeInt(length);
  }

  /** Cuts before a character, not within one. */
  private static byte[] cut(byte[] utf8) {
    int end = LONGEST_OPTION;
    while ((utf8[end] & 0xc0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(utf8, end);
  }

  private static int padding(int length) {
    return (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
  }

  private interface Writing {
    void run() throws IOException;
  }

  private PcapNgBlock adding(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can always be written", impossible);
    }
  }
}
