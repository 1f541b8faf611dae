package io.madang.lab;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * What readers count.
 *
 * <p>Threads: any. Who counts looks whether anybody waits, after it counted; who waits says so
 * before it looks at what was counted: so nobody waits for what has happened.
 */
final class Counters {

  final LongAdder published = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder missed = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder upHead = new LongAdder();
  final LongAdder upPayload = new LongAdder();
  final LongAdder downHead = new LongAdder();
  final LongAdder downPayload = new LongAdder();
  final Latencies latencies = new Latencies();

  private final AtomicReference<String> firstFailure = new AtomicReference<>("");
  private final Object news = new Object();
  private volatile boolean isAwaited;
  private volatile long sinceNanos = System.nanoTime();

  /** Counts what went wrong, and remembers the first of it. */
  void failed(String reason) {
    failures.increment();
    firstFailure.compareAndSet("", reason);
    tell();
  }

  /** Wakes who waits for what was counted. */
  void tell() {
    if (isAwaited) {
      synchronized (news) {
        news.notifyAll();
      }
    }
  }

  /** Waits until something is so, which {@link #tell} makes it look at; whether it is in time. */
  boolean await(long millis, BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000;
    synchronized (news) {
      isAwaited = true;
      try {
        while (!condition.getAsBoolean()) {
          long left = (end - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            return false;
          }
          news.wait(left);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        isAwaited = false;
      }
    }
  }

  /** In words, or nothing. */
  String firstFailure() {
    return String.valueOf(firstFailure.get());
  }

  /** Begins anew; what is wrong stays counted. */
  void clear() {
    for (LongAdder adder :
        new LongAdder[] {
          published, delivered, requests, upHead, upPayload, downHead, downPayload
        }) {
      adder.reset();
    }
    latencies.clear();
    sinceNanos = System.nanoTime();
  }

  Snapshot snapshot() {
    return new Snapshot(
        (System.nanoTime() - sinceNanos) / 1e9,
        published.sum(),
        delivered.sum(),
        missed.sum(),
        repeated.sum(),
        failures.sum(),
        requests.sum(),
        upHead.sum(),
        upPayload.sum(),
        downHead.sum(),
        downPayload.sum(),
        latencies.millisAt(0.5),
        latencies.millisAt(0.99));
  }
}
