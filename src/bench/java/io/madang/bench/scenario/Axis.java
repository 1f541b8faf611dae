package io.madang.bench.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One thing that grows, and what is asked of the server at each of its sizes. */
enum Axis {
  READERS("readers of one topic") {
    @Override
    List<Long> sizes() {
      return longs(1, 10, 100, 1_000, 5_000, 10_000);
    }

    @Override
    Load at(long size) {
      return new Load((int) size, 1, BODY, 20, Math.min(1_000, 200_000.0 / size));
    }
  },
  TOPICS("topics of a reader each") {
    @Override
    List<Long> sizes() {
      return longs(1, 10, 100, 1_000, 10_000);
    }

    @Override
    Load at(long size) {
      return new Load((int) size, (int) size, BODY, 1_000, 2_000);
    }
  },
  PAYLOAD("bytes of a body, 500 readers") {
    @Override
    List<Long> sizes() {
      return longs(10, 100, 1_000, 10_000, 60_000);
    }

    @Override
    Load at(long size) {
      return new Load(500, 1, (int) size, 20, Math.max(5, 100_000.0 / (size + 100)));
    }
  },
  HISTORY("messages in the topic's log, 500 readers") {
    @Override
    List<Long> sizes() {
      return longs(0, 1_000, 100_000, 1_000_000, 10_000_000);
    }

    @Override
    Load at(long size) {
      return new Load(500, 1, BODY, 20, 500);
    }
  };

  private static final int BODY = 100;

  private final String title;

  Axis(String title) {
    this.title = title;
  }

  private static List<Long> longs(long... sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }

  /**
   * What the generator does.
   *
   * @param bodyBytes text in each message
   * @param rate messages a second while latency is measured
   * @param firstRate messages a second where the search for the most begins
   */
  record Load(int readers, int topics, int bodyBytes, double rate, double firstRate) {

    double readersOfEach() {
      return (double) readers / topics;
    }
  }

  abstract Load at(long size);

  String title() {
    return title;
  }

  /** Returns from the smallest to the largest. */
  abstract List<Long> sizes();

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
