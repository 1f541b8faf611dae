package io.madang.core;

/** Counts how often the hub's things are done. Threads: any; it must not block. */
public interface Gate {

  /** Where nothing is counted. */
  Gate OPEN =
      new Gate() {
        @Override
        public void write(Speaker speaker, Topic topic, TopicPolicy policy) {}

        @Override
        public void subscribe(Reader reader) {}
      };

  /**
   * Somebody publishes, signals or sets a state.
   *
   * @throws RefusedException {@code rate_limited}, naming the limit
   */
  void write(Speaker speaker, Topic topic, TopicPolicy policy);

  /**
   * A connection that has begun begins to read one more topic. What a connection begins with is not
   * counted here: it is bounded by the topics that a connection may have.
   *
   * @throws RefusedException {@code rate_limited}, naming the limit
   */
  void subscribe(Reader reader);
}
