package io.madang.lab;

/**
 * What was counted so far, of all readers together. Immutable.
 *
 * @param upHead bytes sent that are no payload: request heads, handshakes, frame headers
 * @param downHead the same of what came: heads, chunk lines, frame headers
 * @param downPayload bodies and frames' payloads: the frames of {@code madang.v1}, and what a
 *     transport puts around them
 * @param missed offsets that a reader did not get
 * @param repeated offsets that a reader got again
 */
public record Snapshot(
    double seconds,
    long published,
    long delivered,
    long missed,
    long repeated,
    long failures,
    long requests,
    long upHead,
    long upPayload,
    long downHead,
    long downPayload,
    double p50Millis,
    double p99Millis) {

  /** All bytes, both ways. */
  public long bytes() {
    return upHead + upPayload + downHead + downPayload;
  }

  /** What is not payload, both ways. */
  public long overhead() {
    return upHead + downHead;
  }
}
