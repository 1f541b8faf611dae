package io.madang.tap;

import java.io.Closeable;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;

/** Ends a link when its time is up. Threads: any. */
final class Deadline implements Closeable {

  private final Timer timer = new Timer("tap-deadline", true);
  private volatile boolean isOver;

  /** Closes the link after so many seconds; never for 0. */
  Deadline(Link link, int seconds) {
    if (seconds > 0) {
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              end(link);
            }
          },
          seconds * 1_000L);
    }
  }

  private void end(Link link) {
    isOver = true;
    try {
      link.close();
    } catch (IOException e) {
      isOver = true;
    }
  }

  boolean isOver() {
    return isOver;
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
