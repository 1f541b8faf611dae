package io.madang.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of an HTTP/1.x answer. Immutable. */
public record ResponseHead(String version, int status, String reason, List<Header> headers) {

  private static final Pattern STATUS_LINE =
      Pattern.compile("(HTTP/1\\.[01]) ([1-5][0-9][0-9])(?: (.*))?");
  private static final int SHOWN = 80;

  public ResponseHead {
    headers = List.copyOf(headers);
  }

  /**
   * Reads a head.
   *
   * @param raw all its bytes, with the empty line at the end
   * @throws WireException when it is none
   */
  public static ResponseHead parse(byte[] raw) throws WireException {
    String[] lines = new String(raw, ISO_8859_1).split("\r?\n", -1);
    Matcher status = STATUS_LINE.matcher(lines[0]);
    if (!status.matches()) {
      throw bad("no HTTP/1.1 status line but: " + shown(lines[0]));
    }
    List<Header> headers = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      if (!line.isEmpty()) {
        headers.add(read(line));
      }
    }
    String reason = status.group(3) == null ? "" : status.group(3);
    return new ResponseHead(
        status.group(1), Integer.parseInt(status.group(2)), reason, List.copyOf(headers));
  }

  private static Header read(String line) throws WireException {
    int colon = line.indexOf(':');
    if (colon <= 0 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
      throw bad("not a header: " + shown(line));
    }
    return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  private static WireException bad(String message) {
    return new WireException(WireException.Fault.HEAD, message);
  }

  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** The first header of that name, in any case of letters. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** Whether a header that is a list holds the token, in any case of letters. */
  public boolean lists(String name, String token) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .flatMap(header -> Arrays.stream(header.value().split(",", -1)))
        .anyMatch(item -> item.strip().equalsIgnoreCase(token));
  }

  /** Whether another request may follow on the same connection. */
  public boolean keepsAlive() {
    return version.equals("HTTP/1.0")
        ? lists("Connection", "keep-alive")
        : !lists("Connection", "close");
  }
}
