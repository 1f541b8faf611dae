package io.madang.core;

/** A repeated task that goes on after a fault, and says so in the log. */
public record SafeTask(Runnable task) implements Runnable {

  private static final System.Logger LOG = System.getLogger(SafeTask.class.getName());

  @Override
  public void run() {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a repeated task failed: {0}", Printable.of(e));
    }
  }
}
