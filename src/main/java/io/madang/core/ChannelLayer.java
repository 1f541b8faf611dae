package io.madang.core;

/**
 * What lies between servers: groups of channels, as Django Channels has them.
 *
 * <p>A group is the readers of a topic; a channel is one server's ear. The contract: a bell reaches
 * each other channel of its group at most once, maybe late, maybe not at all, in any order; sending
 * never blocks and never throws; groups cannot be listed. A lost bell costs latency, never a
 * message.
 *
 * <p>Threads: any.
 */
public interface ChannelLayer extends AutoCloseable {

  /** One server's ear; called on a thread of the layer's or of the sender's, and returns soon. */
  interface Channel {
    void hear(Topic group, Bell bell);

    /**
     * From now on bells of the group are heard; what rang before may have been missed. Called after
     * {@link #add}, and again each time that the layer was cut off and is back.
     */
    default void joined(Topic group) {}
  }

  /** Whether bells reach other processes, as far as is known now. */
  boolean reachesOthers();

  /** From now on the channel hears what is sent to the group. */
  void add(Topic group, Channel channel);

  /** The channel leaves the group. */
  void discard(Topic group, Channel channel);

  /** Rings the bell in all channels of the group but the sender's own. */
  void send(Topic group, Bell bell, Channel sender);

  @Override
  void close();
}
