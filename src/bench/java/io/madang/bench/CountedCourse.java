package io.madang.bench;

import java.util.Arrays;

/**
 * The course through messages that only their publishers numbered.
 *
 * <p>Nothing is promised there: what is missing, comes twice or late is counted. Of each publisher
 * it knows the highest number, and of the 64 up to there which have come; an older one counts as
 * late.
 */
final class CountedCourse implements Course {

  private final Topic topic;
  private final Tally tally;
  private long[] highest = {};
  private long[] seen = {};
  private long distinct;

  CountedCourse(Topic topic, Tally tally) {
    this.topic = topic;
    this.tally = tally;
  }

  @Override
  public void begin(Position start) {}

  @Override
  public void take(Message message) {
    int publisher = topic.indexOf(message.key().publisher());
    if (publisher >= highest.length) {
      highest = Arrays.copyOf(highest, publisher + 1);
      seen = Arrays.copyOf(seen, publisher + 1);
    }
    long ahead = message.key().number() - highest[publisher];
    if (ahead > 0) {
      seen[publisher] = ahead < Long.SIZE ? seen[publisher] << ahead | 1 : 1;
      highest[publisher] += ahead;
      distinct++;
    } else if (-ahead < Long.SIZE && (seen[publisher] >>> -ahead & 1) == 1) {
      tally.countRepeated();
    } else {
      if (-ahead < Long.SIZE) {
        seen[publisher] |= 1L << -ahead;
      }
      tally.countLate();
      distinct++;
    }
  }

  @Override
  public long missing() {
    return Math.max(0, topic.published() - distinct);
  }
}
