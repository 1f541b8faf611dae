package io.madang.core;

/** One way to write an event down; its instances are few and live as long as the program. */
@FunctionalInterface
public interface Encoding<T> {

  T encode(Event event);
}
