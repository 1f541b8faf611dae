package io.madang.core;

/** A namespace: what holds for its topics, and the program behind them. */
public record Application(TopicPolicy policy, Consumer consumer) {}
