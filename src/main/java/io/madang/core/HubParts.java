package io.madang.core;

import java.time.Clock;

/**
 * What a hub is made of.
 *
 * @param durable keeps the topics whose policy says so
 * @param inMemory keeps the others
 * @param clock of the wall; only what is forgotten by age looks at it, and trusts no jump
 */
public record HubParts(
    Policies policies,
    MessageStore durable,
    MessageStore inMemory,
    ChannelLayer layer,
    Gate gate,
    Limits limits,
    Threads threads,
    Clock clock) {

  /** By the machine's clock. */
  public HubParts(
      Policies policies,
      MessageStore durable,
      MessageStore inMemory,
      ChannelLayer layer,
      Gate gate,
      Limits limits,
      Threads threads) {
    this(policies, durable, inMemory, layer, gate, limits, threads, Clock.systemUTC());
  }
}
