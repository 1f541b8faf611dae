package io.madang.core;

/**
 * What a hub is made of.
 *
 * @param durable keeps the topics whose policy says so
 * @param inMemory keeps the others
 */
public record HubParts(
    Policies policies,
    MessageStore durable,
    MessageStore inMemory,
    ChannelLayer layer,
    PublishGate gate,
    Limits limits,
    Threads threads) {}
