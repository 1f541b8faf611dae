package io.madang.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The fan-out threads. What is always given the same key runs on the same thread, in order.
 *
 * <p>Nothing that runs here blocks or reads the store. Threads: any may ask for a lane.
 */
final class Lanes implements AutoCloseable {

  private static final int MUCH = 64;

  private final List<ExecutorService> lanes = new ArrayList<>();

  Lanes(int count) {
    for (int i = 1; i <= count; i++) {
      lanes.add(lane("madang-fan-out-" + i));
    }
  }

  /** One thread; what rings after the end is for nobody. */
  private static ExecutorService lane(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Threads.named(name),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  Executor of(Object key) {
    return lanes.get(Math.floorMod(System.identityHashCode(key), lanes.size()));
  }

  /** Part of something that has so many parts: from one to before another. */
  interface Part {
    void run(int from, int to);
  }

  /** Has all lanes do a part of what is much; what is little is done here and now. */
  void share(int count, Part part) {
    if (count < MUCH) {
      part.run(0, count);
      return;
    }
    int all = lanes.size();
    for (int i = 0; i < all; i++) {
      int from = (int) ((long) count * i / all);
      int to = (int) ((long) count * (i + 1) / all);
      lanes.get(i).execute(() -> part.run(from, to));
    }
  }

  @Override
  public void close() {
    lanes.forEach(ExecutorService::shutdownNow);
  }
}
