package io.madang.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps logs and states.
 *
 * <p>The contract, which one test holds every store to: offsets are dense from 1 in the order of
 * commit; a topic without a message has the ends (epoch, 1, 0) and is not created by reading; a
 * message with the topic, user and id of a kept one is not kept again; what {@link #append}
 * returned survives the process, where the store is durable.
 *
 * <p>Every method may block and throws {@link StoreException} when the store is not available.
 * Threads: any; {@link #append} from one at a time.
 */
public interface MessageStore extends AutoCloseable {

  /** Keeps all drafts or none, in one transaction; the results stand in the order of the drafts. */
  List<Kept> append(List<Draft> drafts);

  /** Which part of the topic's log is kept. */
  LogEnds ends(Topic topic);

  /** How far each of the topics has come, asked for together. */
  Map<Topic, Progress> progress(Set<Topic> topics);

  /**
   * Reads on: the oldest messages with a greater offset than {@code after}.
   *
   * @param limit most messages
   * @param maxBytes where to stop, though never before the first message
   */
  Page readAfter(Topic topic, long after, int limit, int maxBytes);

  /** Reads back: the newest messages with a smaller offset than {@code before}, ascending. */
  Page readBefore(Topic topic, long before, int limit, int maxBytes);

  /** The newest value of each key. */
  List<StateValue> state(Topic topic);

  /** Forgets what the retention does not keep; the ends of the logs that it shortened. */
  Map<Topic, LogEnds> trim(String namespace, Retention retention, Instant now);

  /** Topics of a namespace that were written to, by name. */
  List<Topic> topics(String namespace, int limit);

  @Override
  void close();
}
