package io.madang.lab.page;

import io.madang.core.Refusal;
import io.madang.lab.Load;
import io.madang.lab.Transport;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor may have measured.
 *
 * @param url where the server reaches itself, when that is not the port of the request
 * @param readers of each transport
 * @param time of one measurement
 * @param perMinute measurements that one network address may start
 */
public record LabLimits(
    Optional<URI> url,
    int readers,
    int messagesPerSecond,
    int payloadBytes,
    Duration time,
    int perMinute) {

  private static final int LEAST_POLL_MILLIS = 200;
  private static final int MOST_POLL_MILLIS = 5_000;
  private static final int LEAST_SECONDS = 2;

  /** A measurement as it was asked for. */
  record Order(Load load, int seconds) {}

  /**
   * Reads the form.
   *
   * @throws io.madang.core.RefusedException {@code bad_request}, naming field and bounds
   */
  Order order(HttpServletRequest form) {
    Load load =
        new Load(
            Transport.WEBSOCKET,
            number(form, "readers", 1, readers),
            number(form, "rate", 1, messagesPerSecond),
            number(form, "interval", LEAST_POLL_MILLIS, MOST_POLL_MILLIS),
            number(form, "payload", 1, payloadBytes),
            true);
    return new Order(load, number(form, "seconds", LEAST_SECONDS, (int) time.toSeconds()));
  }

  private static int number(HttpServletRequest form, String field, int least, int most) {
    @Nullable String text = form.getParameter(field);
    if (text != null && text.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Refusal.badRequest(field + ": expected " + least + " to " + most).exception();
  }
}
