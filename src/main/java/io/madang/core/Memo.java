package io.madang.core;

import org.jspecify.annotations.Nullable;

/**
 * What an event became under an encoding, kept so that all its readers share it.
 *
 * <p>Threads: any; two that meet encode twice, and one result stays.
 */
final class Memo {

  private record Entry(Encoding<?> encoding, Object encoded, @Nullable Entry next) {}

  private volatile @Nullable Entry newest;

  @SuppressWarnings("unchecked") // an entry's result was made by its own encoding
  <T> T get(Encoding<T> encoding, Event event) {
    for (Entry e = newest; e != null; e = e.next) {
      if (e.encoding == encoding) {
        return (T) e.encoded;
      }
    }
    T encoded = encoding.encode(event);
    newest = new Entry(encoding, encoded, newest);
    return encoded;
  }
}
