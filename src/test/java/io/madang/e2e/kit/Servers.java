package io.madang.e2e.kit;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers that a client may go to, one after another as a load balancer would send it.
 *
 * <p>Threads: any.
 */
public final class Servers {
  private final List<URI> all;
  private final AtomicInteger next = new AtomicInteger();

  /** At least one. */
  public Servers(List<URI> all) {
    this.all = List.copyOf(all);
  }

  /** Where to go now. */
  public URI next() {
    return all.get(Math.floorMod(next.getAndIncrement(), all.size()));
  }
}
