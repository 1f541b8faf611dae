package io.madang.layer.redis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The other servers, as their heartbeats tell. One that falls silent without a farewell may be cut
 * off from Redis and go on writing, so bells alone are not trusted until it is forgotten.
 *
 * <p>Threads: any.
 */
final class Peers {

  private static final int MOST = 1_000;
  private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);
  private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final Pattern BEAT = Pattern.compile("([+-])([0-9a-z]{1,16})");

  private final Map<String, Long> heard = new ConcurrentHashMap<>();
  private final String own;

  Peers(String own) {
    this.own = own;
  }

  String beat() {
    return "+" + own;
  }

  String farewell() {
    return "-" + own;
  }

  void hear(String text, long now) {
    var beat = BEAT.matcher(text);
    if (!beat.matches() || beat.group(2).equals(own)) {
      return;
    }
    if (beat.group(1).equals("-")) {
      heard.remove(beat.group(2));
    } else if (heard.size() < MOST) {
      heard.put(beat.group(2), now);
    }
  }

  /** Whether every server that is known was heard of a moment ago. */
  boolean areAllHeard(long now) {
    heard.values().removeIf(at -> now - at > FORGOTTEN_NANOS);
    return heard.values().stream().allMatch(at -> now - at < SILENT_NANOS);
  }
}
