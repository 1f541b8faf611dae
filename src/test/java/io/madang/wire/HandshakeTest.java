package io.madang.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {

  private static final Handshake EXAMPLE =
      new Handshake("dGhlIHNhbXBsZSBub25jZQ==", List.of("chat", "superchat"));

  private static ResponseHead answer(String head) throws WireException {
    return ResponseHead.parse(head.replace("~", "\r\n").getBytes(US_ASCII));
  }

  @Test
  void theStandardsExampleIsVerified() throws WireException {
    assertThat(EXAMPLE.accept()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(Handshake.key("the sample nonce".getBytes(US_ASCII))).isEqualTo(EXAMPLE.key());
    assertThat(
            EXAMPLE.verify(
                answer(
                    "HTTP/1.1 101 Switching Protocols~upgrade: WebSocket~Connection: x, upgrade"
                        + "~Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
                        + "~Sec-WebSocket-Protocol: chat~~")))
        .contains("chat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 Forbidden | does not upgrade: 403 Forbidden",
        "101 | without Upgrade",
        "101 ~Upgrade: websocket | without Connection",
        "101 ~Upgrade: websocket~Connection: Upgrade | is missing",
        "101 ~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept: x | is wrong: x",
        "101 ~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept:"
            + " s3pPLMBiTxaQ9kYGzzhZRbK+xOo=~Sec-WebSocket-Protocol: v12.stomp | not offered: v12",
        "101 ~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept:"
            + " s3pPLMBiTxaQ9kYGzzhZRbK+xOo=~Sec-WebSocket-Extensions: deflate | extension"
      })
  void whatIsWrongWithAnAnswerIsNamed(String head, String words) {
    assertThatThrownBy(() -> EXAMPLE.verify(answer("HTTP/1.1 " + head + "~~")))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(words);
  }

  @Test
  void noHeaderLeadsToAnotherLine() {
    assertThatThrownBy(
            () -> new RequestHead("GET", "/", List.of(new Header("X", "a\r\nEvil: yes"))))
        .hasMessageContaining("header X");
  }
}
