package io.madang.lab;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What readers count. Threads: any. */
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
  private volatile long sinceNanos = System.nanoTime();

  /** Counts what went wrong, and remembers the first of it. */
  void failed(String reason) {
    failures.increment();
    firstFailure.compareAndSet("", reason);
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
