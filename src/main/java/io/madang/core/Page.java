package io.madang.core;

import java.util.List;

/** Messages read from a store in ascending order, and the ends of the log at that time. */
public record Page(LogEnds ends, List<Message> messages) {}
