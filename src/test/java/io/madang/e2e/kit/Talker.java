package io.madang.e2e.kit;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Somebody who says something in a topic now and then, and hears it: how long until it is acked,
 * and until it is told.
 */
public final class Talker {

  private static final Duration PAUSE = Duration.ofMillis(60); // below 20 a second
  private static final Duration THERE = Duration.ofSeconds(30);

  /** What it took, in milliseconds. */
  public record Times(List<Double> acks, List<Double> deliveries) {

    private static double percentile(List<Double> times, double percentile) {
      List<Double> sorted = times.stream().sorted().toList();
      return sorted.get((int) (percentile * (sorted.size() - 1)));
    }

    public double ack(double percentile) {
      return percentile(acks, percentile);
    }

    public double delivery(double percentile) {
      return percentile(deliveries, percentile);
    }

    @Override
    public String toString() {
      return "%d messages: ack p50 %.1f p99 %.1f ms, delivery p50 %.1f p99 %.1f ms"
          .formatted(acks.size(), ack(0.5), ack(0.99), delivery(0.5), delivery(0.99));
    }
  }

  private Talker() {}

  /** So many talk for so long. */
  public static Times talk(int count, Duration time, URI server, String topic) {
    return talk(count, time, server, topic, () -> {});
  }

  /** The same; when all are there, and before the first word, something else begins. */
  public static Times talk(int count, Duration time, URI server, String topic, Runnable meanwhile) {
    CyclicBarrier allThere = new CyclicBarrier(count, meanwhile);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      return together(
          Stream.generate(
                  () ->
                      CompletableFuture.supplyAsync(
                          () -> one(time, server, topic, allThere), threads))
              .limit(count)
              .toList());
    } finally {
      threads.shutdown();
    }
  }

  private static Times together(List<CompletableFuture<Times>> all) {
    Times together = new Times(new ArrayList<>(), new ArrayList<>());
    for (CompletableFuture<Times> one : all) {
      together.acks.addAll(one.join().acks);
      together.deliveries.addAll(one.join().deliveries);
    }
    return together;
  }

  private static Times one(Duration time, URI server, String topic, CyclicBarrier allThere) {
    Times times = new Times(new ArrayList<>(), new ArrayList<>());
    try (RawWebSocket socket =
        RawWebSocket.open(server, "?topic=" + topic + "&client=" + Urls.freshClient())) {
      socket.next("subscribed");
      allThere.await(THERE.toSeconds(), TimeUnit.SECONDS);
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        String id = Urls.freshClient();
        long start = System.nanoTime();
        socket.send(Frames.publish(topic, id, "x"));
        boolean isAcked = false;
        boolean isTold = false;
        while (!isAcked || !isTold) {
          var frame = socket.next(f -> f.getString("id", "").equals(id));
          double millis = (System.nanoTime() - start) / 1e6;
          if (Frames.is(frame, "ack")) {
            times.acks.add(millis);
            isAcked = true;
          } else if (Frames.is(frame, "message")) {
            times.deliveries.add(millis);
            isTold = true;
          } else {
            throw new AssertionError(frame.toString());
          }
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("the others did not come", e);
    }
    return times;
  }
}
