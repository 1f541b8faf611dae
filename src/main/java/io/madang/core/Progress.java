package io.madang.core;

/**
 * How far a topic has come, as its store tells.
 *
 * @param ends which part of its log is kept
 * @param stateVersion the newest version in its state, 0 when nothing was ever set
 */
public record Progress(LogEnds ends, long stateVersion) {}
