package io.madang.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReaderTest {

  private static final class Heard implements HttpReader.Sink {
    final StringBuilder all = new StringBuilder();

    @Override
    public void head(ResponseHead head, byte[] raw) {
      all.append(head.status()).append('[');
    }

    @Override
    public void body(ByteBuffer part) {
      all.append(ISO_8859_1.decode(part));
    }

    @Override
    public void end() {
      all.append(']');
    }
  }

  private static String read(String answer, int step, boolean isEnded) throws WireException {
    Heard heard = new Heard();
    HttpReader reader = new HttpReader(heard, 1_000);
    byte[] bytes = answer.getBytes(ISO_8859_1);
    for (int from = 0; from < bytes.length; from += step) {
      ByteBuffer part = ByteBuffer.wrap(bytes, from, Math.min(step, bytes.length - from));
      reader.read(part);
    }
    if (isEnded) {
      reader.endOfStream();
    }
    return heard.all.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1_000})
  void bodiesEndAsTheirHeadsSay(int step) throws WireException {
    String ok = "HTTP/1.1 200 OK\r\n";
    assertThat(
            read(
                ok + "Content-Length: 3\r\n\r\nabc" + ok + "Content-Length: 0\r\n\r\n", step, true))
        .isEqualTo("200[abc]200[]");
    assertThat(
            read(
                ok
                    + "transfer-encoding: Chunked\r\n\r\n2;x=y\r\nab\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
                step,
                true))
        .isEqualTo("200[ab0123456789]");
    assertThat(read(ok + "\r\nuntil the end", step, true)).isEqualTo("200[until the end]");
    assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", step, true))
        .isEqualTo("100[204[]");
  }

  @Test
  void whatFollowsAnUpgradeIsLeft() throws WireException {
    ByteBuffer in =
        ByteBuffer.wrap("HTTP/1.1 101 Switching Protocols\r\n\r\n??".getBytes(ISO_8859_1));
    new HttpReader(new Heard(), 1_000).read(in);
    assertThat(in.remaining()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-OpenSSH_9~~ | no HTTP/1.1 status line",
        "HTTP/2 200 OK~~ | no HTTP/1.1 status line",
        "HTTP/1.1 200 OK~no colon~~ | not a header",
        "HTTP/1.1 200 OK~Name : x~~ | not a header",
        "HTTP/1.1 200 OK~Content-Length: -1~~ | Content-Length: -1",
        "HTTP/1.1 200 OK~Content-Length: 5~~abc | middle of a body",
        "HTTP/1.1 200 OK~Content-Le | middle of a head",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~ | not a chunk's size",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~ab~ | longer than its size"
      })
  void whatIsNoAnswerIsNamed(String answer, String words) {
    assertThatThrownBy(() -> read(answer.replace("~", "\r\n"), 5, true))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(words);
  }

  @Test
  void everythingWithoutEndMeetsABound() {
    String ok = "HTTP/1.1 200 OK\r\n";
    for (String endless :
        List.of(
            ok + "X: " + "y".repeat(2_000),
            ok + "X: y\r\n".repeat(400),
            ok + "Transfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(2_000),
            ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "T: t\r\n".repeat(400),
            "HTTP/1.1 100 Continue\r\n\r\n".repeat(20))) {
      assertThatThrownBy(() -> read(endless, 100, false)).isInstanceOf(WireException.class);
    }
  }

  @Test
  void linesAndEventsAreCutWhereTheyEnd() throws WireException {
    EventReader events = new EventReader(100);
    ByteBuffer in =
        ByteBuffer.wrap(
            ": hi\n\nid: 1\ndata: a\r\ndata:b\n\nevent: e\ndata: c\n\nda".getBytes(ISO_8859_1));
    assertThat(events.read(in)).isEqualTo(new EventReader.ServerEvent("1", "", "a\nb"));
    assertThat(events.read(in)).isEqualTo(new EventReader.ServerEvent("1", "e", "c"));
    assertThat(events.read(in)).isNull();
    assertThatThrownBy(() -> new LineReader(10).read(ByteBuffer.allocate(11)))
        .hasMessageContaining("10 bytes");
    assertThatThrownBy(
            () ->
                new EventReader(10)
                    .read(ByteBuffer.wrap("data:x\n".repeat(20).getBytes(ISO_8859_1))))
        .hasMessageContaining("10 characters");
  }
}
