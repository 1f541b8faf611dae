package io.madang.e2e.kit;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers that one client may go to, one after another as a load balancer would send it.
 *
 * <p>Threads: any.
 */
public final class Servers {
  private final List<URI> all;
  private final AtomicInteger current;

  /** At least one, of which this one is the first to go to. */
  public Servers(List<URI> all, int first) {
    this.all = List.copyOf(all);
    this.current = new AtomicInteger(first - 1);
  }

  /** Where to go now. */
  public URI next() {
    return at(current.incrementAndGet());
  }

  /** Where the client went. */
  public URI current() {
    return at(current.get());
  }

  private URI at(int index) {
    return all.get(Math.floorMod(index, all.size()));
  }
}
