package io.madang.bench;

import java.util.List;
import java.util.Locale;

/** What is asked of a server, as options of {@link FanOut}. */
enum Scenario {
  CALM("500 readers of one topic, 10 messages a second", 500, 1, 10, 50),
  STEADY("500 readers of one topic, 50 messages a second", 500, 1, 50, 50),
  HIGH("500 readers of one topic, 2,000 messages a second", 500, 1, 2000, 1000),
  TOP("500 readers of one topic, 4,000 messages a second", 500, 1, 4000, 2000),
  CROWD("5,000 readers of one topic, 5 messages a second", 5000, 1, 5, 15),
  TOPICS("1,000 topics of 5 readers, 5 messages a second in each", 5000, 1000, 5000, 5000),
  MOST("500 readers of one topic, as many messages a second as it keeps up with", 500, 1, 0, 0);

  private final String title;
  private final int readers;
  private final int topics;
  private final double rate;
  private final double warmRate;

  Scenario(String title, int readers, int topics, double rate, double warmRate) {
    this.title = title;
    this.readers = readers;
    this.topics = topics;
    this.rate = rate;
    this.warmRate = warmRate;
  }

  String title() {
    return title;
  }

  double rate() {
    return rate;
  }

  /**
   * Returns the rate at which a JVM is warmed up: cold code costs, and compiling it as well. Not
   * more than all peers keep up with: a queue without bounds would be measured afterwards.
   */
  double warmRate() {
    return warmRate;
  }

  /** Returns how many deliveries a second there are at a rate. */
  double offered(double messagesPerSecond) {
    return messagesPerSecond * readers / topics;
  }

  List<String> options() {
    return List.of("--readers=" + readers, "--topics=" + topics);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
