package io.madang.bench;

/**
 * The course through a durable log: each offset comes once and in order, or a promise is broken.
 */
final class LogCourse implements Course {

  private final Topic topic;
  private final Troubles troubles;
  private Position position = Position.NONE;

  LogCourse(Topic topic, Troubles troubles) {
    this.topic = topic;
    this.troubles = troubles;
  }

  @Override
  public void begin(Position start) {
    position = start;
  }

  @Override
  public void take(Message message) {
    if (!message.position().isNext(position)) {
      troubles.violation(position, message);
    }
    position = message.position();
  }

  @Override
  public long missing() {
    return Math.max(0, topic.head() - position.offset());
  }
}
