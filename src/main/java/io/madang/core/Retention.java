package io.madang.core;

import java.time.Duration;

/** How much of a log is kept: the newest messages, none older than an age. */
public record Retention(long messages, Duration age) {}
