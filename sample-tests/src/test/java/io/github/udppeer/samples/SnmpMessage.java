package io.github.udppeer.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OctetString;

/** An SNMP message of version 1 or 2c: a sequence of version, community and what is asked. */
record SnmpMessage(int version, OctetString community, PDU pdu) {

  static SnmpMessage ofVersion2c(String community, PDU pdu) {
    return new SnmpMessage(SnmpConstants.version2c, new OctetString(community), pdu);
  }

  static SnmpMessage decode(byte[] payload) throws IOException {
    BERInputStream in = new BERInputStream(ByteBuffer.wrap(payload));
    BER.MutableByte type = new BER.MutableByte();
    BER.decodeHeader(in, type);
    int version = BER.decodeInteger(in, type);
    OctetString community = new OctetString();
    community.decodeBER(in);
    PDU pdu = new PDU();
    pdu.decodeBER(in);
    return new SnmpMessage(version, community, pdu);
  }

  byte[] encode() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    BER.encodeInteger(content, BER.INTEGER, version);
    community.encodeBER(content);
    pdu.encodeBER(content);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    BER.encodeHeader(message, BER.SEQUENCE, content.size());
    content.writeTo(message);
    return message.toByteArray();
  }

  int requestId() {
    return pdu.getRequestID().getValue();
  }
}
